import type { Departure } from "../departure";

/** What objects of all sorts say about their own model. */
export const everything: Departure = {
  shown: {
    pbm_uuid: (row) => row.policybindingmodel_ptr_id ?? row.pk,
    component: (_, { context }, path) => context.store.models.modelOf(path)?.component ?? "",
    verbose_name: (_, { context }, path) => context.store.models.modelOf(path)?.verbose[0] ?? "",
    verbose_name_plural: (_, { context }, path) => context.store.models.modelOf(path)?.verbose[1] ?? "",
    meta_model_name: (_, { context }, path) => context.store.models.endpoints[path]?.model ?? "",
  },
};
