import { compareReleases, type Release } from "../../authentik/catalogue";
import type { FieldModel, ModelsData, SerializerModel } from "./types";

/** What a release changed that no schema tells: fields of objects inside of others, texts, defaults. */
interface Change {
  since: Release;
  /** Fields by serializer; null takes one away. */
  fields?: Record<string, Record<string, Partial<FieldModel> | null>>;
  /** Columns' defaults, by model. */
  defaults?: Record<string, Record<string, unknown>>;
}

const changes: Change[] = [
  {
    since: "2025.12",
    fields: {
      "core.api.users.UserGroupSerializer": { parent: null, parent_name: null },
      "core.api.groups.GroupSerializer": {
        name: { unique: { model: "authentik_core.group", text: "Group with this name already exists." } },
      },
      "flows.api.flows.FlowSetSerializer": { background: null, background_url: { kind: "method", readOnly: true } },
    },
    defaults: { "authentik_providers_oauth2.oauth2provider": { refresh_token_threshold: "seconds=0" } },
  },
  {
    since: "2026.5",
    fields: {
      "providers.oauth2.api.providers.RedirectURISerializer": {
        redirect_uri_type: { kind: "choice", choices: ["authorization", "logout"], default: "authorization" },
      },
    },
  },
];

/** Fields of the final release that the candidate, of which the seed is, does not have. */
const candidates: Record<Release, Record<string, string[]>> = {
  "2026.5": {
    "core/applications": ["meta_hide"],
    "core/brands": ["flow_lockdown"],
    "providers/oauth2": ["grant_types"],
  },
};

/** Makes what changed up to a release; `data` is the caller's own. */
export function applyChanges(data: ModelsData, release: Release): void {
  for (const { since, fields, defaults } of changes) {
    if (compareReleases(since, release) > 0) continue;
    for (const [name, changed] of Object.entries(fields ?? {})) changeSerializer(data, name, changed);
    for (const [label, values] of Object.entries(defaults ?? {})) {
      const model = data.models[label];
      if (!model) continue;
      const columns = Object.entries(values).map(([column, value]) => [
        column,
        { ...model.columns[column], default: value },
      ]);
      data.models[label] = { ...model, columns: { ...model.columns, ...Object.fromEntries(columns) } };
    }
  }
  for (const [path, names] of Object.entries(candidates[release] ?? {})) {
    const serializer = data.endpoints[path]?.serializer;
    if (serializer) changeSerializer(data, serializer, Object.fromEntries(names.map((name) => [name, null])));
  }
  if (compareReleases(release, "2025.12") >= 0) showMissingApplications(data);
}

function changeSerializer(data: ModelsData, name: string, changed: Record<string, Partial<FieldModel> | null>): void {
  const serializer = data.serializers[name] as SerializerModel;
  const fields = { ...serializer.fields };
  for (const [field, about] of Object.entries(changed)) {
    if (about === null) delete fields[field];
    else fields[field] = { ...(fields[field] ?? { kind: "string" }), ...about };
  }
  data.serializers[name] = { ...serializer, fields };
}

/** A provider that is no application's backchannel says so, where it said nothing before. */
function showMissingApplications(data: ModelsData): void {
  for (const [name, serializer] of Object.entries(data.serializers)) {
    const fields = Object.keys(serializer.fields).filter((field) => field.startsWith("assigned_backchannel_"));
    if (fields.length > 0)
      changeSerializer(data, name, Object.fromEntries(fields.map((field) => [field, { nullable: true }])));
  }
}
