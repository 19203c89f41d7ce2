import type { Kind } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";

const start = "<!-- kinds: written by npm run generate -->";
const end = "<!-- end of kinds -->";

/** The README with its list of kinds as the catalogue has them. */
export function readmeWithKinds(readme: string, kinds: Record<string, Kind>): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no place for the kinds: ${start} … ${end}`);
  const rows = Object.values(kinds).map(({ kind, name, key, since, until }) => {
    const lifetime = [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(", ");
    return `| \`${kind}\` | \`${name}\` | ${key.map((field) => `\`${toCamel(field)}\``).join(", ")} | ${lifetime} |`;
  });
  const table = ["| kind | class | told apart by | releases |", "|---|---|---|---|", ...rows].join("\n");
  return `${readme.slice(0, from)}${start}\n\n${table}\n\n${readme.slice(to)}`;
}
