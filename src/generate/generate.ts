import { stackJsonSchema } from "../stack/json-schema";
import { buildCatalogue } from "./catalogue";
import { classesSource } from "./classes";
import { schemaPackages } from "./kinds";
import { readmeWithKinds } from "./readme";
import { SchemaDocument } from "./schema";

/** Everything that is generated, by its path from the project's folder; of the README, only its list of kinds. */
export function generate(readme: string): Record<string, string> {
  const documents = Object.fromEntries(
    Object.entries(schemaPackages).map(([release, name]) => [release, SchemaDocument.load(name)]),
  );
  const { releases, kinds, descriptions } = buildCatalogue(documents);
  const entries = Object.values(kinds).map((kind) => `${JSON.stringify(kind.kind)}: ${JSON.stringify(kind)}`);
  return {
    "src/authentik/catalogue.generated.json": `{"releases":${JSON.stringify(releases)},"kinds":{\n${entries.join(",\n")}\n}}\n`,
    "src/resources/classes.generated.ts": classesSource(kinds, descriptions),
    "stacks/stack.schema.json": `${JSON.stringify(stackJsonSchema(), null, 2)}\n`,
    "README.md": readmeWithKinds(readme, kinds),
  };
}
