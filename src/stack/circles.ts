import { kinds } from "../authentik/catalogue";
import { entries, kindsIn, list, providerName, text } from "./names";
import { pathText } from "./problems";
import { referencesOf } from "./references";

type Path = (string | number)[];

/** References that lead back to where they stand: none of those objects could be made first. */
export function checkCircles(stack: Record<string, unknown>): { path: Path; message: string }[] {
  const declared = declarations(stack);
  const edges = new Map<string, { to: string; path: Path }[]>();
  for (const { path, refs, name } of referencesOf(stack)) {
    const to = refs
      .flatMap(kindsIn)
      .map((kind) => declared.get(`${kind} ${name}`))
      .find((owner) => owner !== undefined);
    if (to === undefined) continue;
    const from = pathText(path.slice(0, 2));
    edges.set(from, [...(edges.get(from) ?? []), { to, path }]);
  }

  const found: { path: Path; message: string }[] = [];
  const done = new Set<string>();
  for (const start of edges.keys()) follow(start, []);
  return found;

  function follow(owner: string, way: string[]): void {
    if (done.has(owner)) return;
    for (const { to, path } of edges.get(owner) ?? []) {
      const chain = [...way, owner];
      if (chain.includes(to)) {
        const circle = [...chain.slice(chain.indexOf(to)), to].join(" → ");
        found.push({ path, message: `closes a circle: ${circle}. Leave one of these references out.` });
      } else {
        follow(to, chain);
      }
    }
    done.add(owner);
  }
}

/** Where each object is declared, by kind and name. */
function declarations(stack: Record<string, unknown>): Map<string, string> {
  const declared = new Map<string, string>();
  for (const [key, app] of entries(stack.apps)) {
    declared.set(`core/applications ${text(app.slug) ?? key}`, pathText(["apps", key]));
    declared.set(`providers/oauth2 ${providerName(key, app)}`, pathText(["apps", key]));
  }
  for (const [index, resource] of list(stack.resources).entries()) {
    const [name, ...more] = kinds[text(resource.kind) ?? ""]?.key ?? [];
    if (name && more.length === 0) declared.set(`${resource.kind} ${resource[name]}`, pathText(["resources", index]));
  }
  return declared;
}
