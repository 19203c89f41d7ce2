import { kinds } from "../authentik/catalogue";
import { fieldsByProperty } from "../resources/inputs";
import { isRecord } from "../resources/values";
import { entries, list, text } from "./names";

/** A name in a stack that stands for another object. */
export interface NameInStack {
  path: (string | number)[];
  /** The kinds that it may be of. */
  refs: string[];
  name: string;
  /** The part of `existing` where it belongs when it is on the server only. */
  section: string;
}

/** Every name by which the parts of a stack refer to objects. */
export function referencesOf(stack: Record<string, unknown>): NameInStack[] {
  const found: NameInStack[] = [];
  for (const [key, app] of entries(stack.apps)) {
    const at = ["apps", key];
    const access = isRecord(app.access) ? app.access : {};
    add([...at, "scopes"], app.scopes, ["propertymappings/provider/scope"], "scopes");
    add([...at, "access", "groups"], access.groups, ["core/groups"], "groups");
    add([...at, "access", "users"], access.users, ["core/users"], "users");
    add([...at, "authorizationFlow"], app.authorizationFlow, ["flows/instances"], "flows");
    add([...at, "invalidationFlow"], app.invalidationFlow, ["flows/instances"], "flows");
    add([...at, "signingKey"], app.signingKey, ["crypto/certificatekeypairs"], "certificates");
    addFields([...at, "provider"], "providers/oauth2", app.provider);
    addFields([...at, "application"], "core/applications", app.application);
  }
  for (const [index, resource] of list(stack.resources).entries()) {
    addFields(["resources", index], text(resource.kind) ?? "", resource);
  }
  return found;

  function addFields(at: (string | number)[], kindPath: string, fields: unknown): void {
    const kind = kinds[kindPath];
    if (!kind || !isRecord(fields)) return;
    for (const { property, field } of fieldsByProperty(kind).values()) {
      if (field.ref) add([...at, property], fields[property], field.ref, "others");
    }
  }

  function add(path: (string | number)[], value: unknown, refs: string[], section: string): void {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) add([...path, index], item, refs, section);
    else if (typeof value === "string") found.push({ path, refs, name: value, section });
  }
}
