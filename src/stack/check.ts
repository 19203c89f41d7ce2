import { normalize } from "node:path";
import { kinds } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";
import { checkInputs, nearest } from "../resources/check";
import { isRecord } from "../resources/values";
import { checkCircles } from "./circles";
import { entries, KnownNames, list, providerName, text } from "./names";
import { pathText } from "./problems";
import { referencesOf } from "./references";

interface Found {
  path: (string | number)[];
  message: string;
}

/**
 * What is wrong with a stack beyond the form of its values. Takes what was read, however wrong its form may be.
 *
 * @param isComplete Whether all of it could be read; names that lead nowhere may be declared in what could not.
 */
export function checkStack(stack: Record<string, unknown>, isComplete: boolean): Found[] {
  return [
    ...checkApps(stack),
    ...checkResources(stack),
    ...checkRenames(stack),
    ...checkDeliveries(stack),
    ...checkCircles(stack),
    ...(isComplete ? checkReferences(stack) : []),
  ];
}

/** What Authentik keeps one object for each of, by its property. */
const unique = { slug: "slug", providerName: "provider name", clientId: "client id" };

function checkApps(stack: Record<string, unknown>): Found[] {
  const found: Found[] = [];
  const seen = new Map<string, string>();
  for (const [key, app] of entries(stack.apps)) {
    const at = ["apps", key];
    const slug = text(app.slug) ?? key;
    const names = { slug, providerName: providerName(key, app), clientId: text(app.clientId) ?? slug };
    const hasSlugOfAnother = seen.has(`slug ${slug}`);
    for (const [property, what] of Object.entries(unique)) {
      const name = names[property as keyof typeof names];
      const other = seen.get(`${property} ${name}`);
      if (other === undefined) seen.set(`${property} ${name}`, key);
      // What is named after the slug is the same because that is.
      else if (property === "slug" || !(hasSlugOfAnother && name === slug)) {
        const path = app[property] === undefined ? at : [...at, property];
        found.push({ path, message: `has the same ${what} as ${other}: ${name}. Give one of them another.` });
      }
    }
    if (app.slug === undefined && !/^[-a-zA-Z0-9_]{1,50}$/.test(key)) {
      found.push({
        path: at,
        message: "must be a slug (up to 50 letters, numbers, underscores and hyphens), or have a slug of its own.",
      });
    }
    found.push(
      ...checkFields([...at, "provider"], "providers/oauth2", app.provider),
      ...checkFields([...at, "application"], "core/applications", app.application),
    );
  }
  return found;
}

function checkResources(stack: Record<string, unknown>): Found[] {
  const found: Found[] = [];
  const seen = new Map<string, string>(declaredInSections(stack));
  for (const [index, resource] of list(stack.resources).entries()) {
    const kind = kinds[text(resource.kind) ?? ""];
    if (!kind) continue;
    const at = ["resources", index];
    const { kind: _, adopt: __, retain: ___, ...fields } = resource;
    found.push(...checkFields(at, kind.kind, fields));
    found.push(...missing(at, kind.kind, fields));
    const key = JSON.stringify([kind.kind, ...kind.key.map((name) => fields[toCamel(name)] ?? null)]);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, pathText(at));
    else found.push({ path: at, message: `declares the same ${kind.name} as ${other}. Keep one of the two.` });
  }
  return found;
}

/** The objects that the sections of their own declare, in the form of {@link checkResources}. */
function declaredInSections(stack: Record<string, unknown>): [string, string][] {
  const declared = (kind: string, name: string, ...path: string[]): [string, string] => [
    JSON.stringify([kind, name]),
    pathText(path),
  ];
  return [
    ...entries(stack.groups).map(([name]) => declared("core/groups", name, "groups", name)),
    ...entries(stack.scopes).map(([name]) => declared("propertymappings/provider/scope", name, "scopes", name)),
    ...entries(stack.apps).flatMap(([key, app]) => [
      declared("core/applications", text(app.slug) ?? key, "apps", key),
      declared("providers/oauth2", providerName(key, app), "apps", key),
    ]),
  ];
}

/** What an entry was called before can be the name of no other entry. */
function checkRenames(stack: Record<string, unknown>): Found[] {
  const found: Found[] = [];
  for (const section of ["groups", "scopes", "apps"]) {
    const declared = new Set(entries(stack[section]).map(([key]) => key));
    const seen = new Map<string, string>();
    for (const [key, entry] of entries(stack[section])) {
      const old = text(entry.renamedFrom);
      if (old === undefined) continue;
      const path = [section, key, "renamedFrom"];
      const other = seen.get(old);
      if (declared.has(old)) {
        const message = `names ${old}, which ${section} still declares. Take renamedFrom away, or that entry.`;
        found.push({ path, message });
      } else if (other !== undefined) {
        found.push({ path, message: `names ${old}, as ${other} does. Only one of the two can have been called so.` });
      }
      seen.set(old, key);
    }
  }
  return found;
}

/** Two deliveries into one file would overwrite each other's variables. */
function checkDeliveries(stack: Record<string, unknown>): Found[] {
  const found: Found[] = [];
  const seen = new Map<string, string>();
  for (const [key, app] of entries(stack.apps)) {
    for (const [index, delivery] of list(app.credentials).entries()) {
      if (typeof delivery.path !== "string") continue;
      const path = normalize(delivery.path);
      const other = seen.get(path);
      if (other !== undefined) {
        found.push({
          path: ["apps", key, "credentials", index, "path"],
          message: `is written by ${other} as well. Give each its own file.`,
        });
      }
      seen.set(path, key);
    }
  }
  return found;
}

function checkFields(at: (string | number)[], kindPath: string, value: unknown): Found[] {
  const kind = kinds[kindPath];
  if (!kind || !isRecord(value)) return [];
  return checkInputs(kind, value)
    .filter(({ reason }) => !reason.startsWith("is required"))
    .map(({ property, reason }) => ({ path: [...at, ...pathOf(property)], message: reason }));
}

function missing(at: (string | number)[], kindPath: string, fields: Record<string, unknown>): Found[] {
  const kind = kinds[kindPath];
  if (!kind) return [];
  return checkInputs(kind, fields)
    .filter(({ reason }) => reason.startsWith("is required"))
    .map(({ property, reason }) => ({ path: at, message: `${property} ${reason}` }));
}

/** Names that lead nowhere. */
function checkReferences(stack: Record<string, unknown>): Found[] {
  const names = new KnownNames(stack);
  return referencesOf(stack)
    .filter(({ refs, name }) => !names.has(refs, name))
    .map(({ path, refs, name, section }) => {
      const hint = nearest(name, names.list(refs));
      return {
        path,
        message:
          `'${name}' is declared nowhere in this stack.${hint && ` Did you mean ${hint}?`} ` +
          `If it is on the server already, list it under existing.${section}.`,
      };
    });
}

/** `redirectUris[0].url` → `["redirectUris", 0, "url"]`. */
function pathOf(property: string): (string | number)[] {
  return property
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
