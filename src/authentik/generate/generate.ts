import { buildCatalogue } from "./catalogue";
import { classesSource } from "./classes";
import { schemaPackages } from "./kinds";
import { SchemaDocument } from "./schema";

/** Everything that is generated, by its path below `src/`. */
export function generate(): Record<string, string> {
  const documents = Object.fromEntries(
    Object.entries(schemaPackages).map(([release, name]) => [release, SchemaDocument.load(name)]),
  );
  const { releases, kinds, descriptions } = buildCatalogue(documents);
  const entries = Object.values(kinds).map((kind) => `${JSON.stringify(kind.kind)}: ${JSON.stringify(kind)}`);
  return {
    "authentik/catalogue.generated.json": `{"releases":${JSON.stringify(releases)},"kinds":{\n${entries.join(",\n")}\n}}\n`,
    "resources/classes.generated.ts": classesSource(kinds, descriptions),
  };
}
