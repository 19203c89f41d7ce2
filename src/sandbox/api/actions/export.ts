import { stringify } from "yaml";
import type { Id, Row } from "../../store";
import type { Call } from "../api-context";
import { bindingsOf } from "../kinds/flows";

interface Entry {
  attrs: Row;
  conditions: never[];
  identifiers: Row;
  model: string;
  permissions: never[];
  state: "present";
}

/** A flow with its stages, prompts, policies and bindings as a blueprint. */
export function exportFlow(call: Call, flow: Row): string {
  const { store } = call.context;
  const bindings = bindingsOf(flow, store);
  const stages = bindings
    .map(({ stage }) => store.member("stages", stage as Id))
    .filter((member) => member !== undefined);
  const prompts = stages.flatMap(({ row, kind }) => (kind === "stages/prompt/stages" ? (row.fields as Id[]) : []));
  const targets = [flow, ...bindings].map(({ pk }) => pk);
  const policyBindings = store.rows("policies/bindings").filter(({ target }) => targets.includes(target));
  const validating = stages.flatMap(({ row }) => (row.validation_policies as Id[] | undefined) ?? []);
  const policies = new Set(
    [...policyBindings.map(({ policy }) => policy as Id), ...validating].filter((id) => id !== null),
  );
  const entries = [
    entryOf(call, "flows/instances", flow, ["slug"]),
    ...[...new Set(prompts)].map((id) =>
      entryOf(call, "stages/prompt/prompts", store.byId("stages/prompt/prompts", id) as Row, []),
    ),
    ...[...policies].flatMap((id) => {
      const member = store.member("policies", id);
      return member ? [entryOf(call, member.kind, member.row, [])] : [];
    }),
    ...stages.map(({ kind, row }) => entryOf(call, kind, row, ["name"])),
    ...bindings.map((row) => entryOf(call, "flows/bindings", row, ["target", "stage", "order"])),
    ...policyBindings.map((row) => entryOf(call, "policies/bindings", row, ["policy", "target", "order"])),
  ];
  const name = `authentik Export - ${new Date().toISOString().replace("T", " ").replace("Z", "000+00:00")}`;
  const metadata = { labels: { "blueprints.goauthentik.io/generated": "true" }, name };
  const blueprint = { context: {}, entries, metadata, version: 1 };
  return stringify(blueprint, {
    sortMapEntries: true,
    indentSeq: false,
    lineWidth: 0,
    singleQuote: true,
    version: "1.1",
  });
}

/** What can be written of an object and is not empty; what tells it apart stands by itself. */
function entryOf({ context }: Call, path: string, row: Row, identifiers: string[]): Entry {
  const { models } = context.store;
  const { fields } = models.serializer(models.endpoints[path]?.serializer as string);
  const attrs: Row = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.readOnly || field.kind === "objects" || identifiers.includes(name)) continue;
    const value = row[name];
    const isEmpty = !value || (typeof value === "object" && Object.keys(value).length === 0);
    if (models.has("2025.12") ? value !== null && value !== undefined : !isEmpty) attrs[name] = value;
  }
  const own = Object.fromEntries(identifiers.map((name) => [name, row[name]]));
  return {
    ...{ attrs, conditions: [], identifiers: { ...own, pk: row.pk } },
    ...{ model: models.endpoints[path]?.model as string, permissions: [], state: "present" },
  };
}
