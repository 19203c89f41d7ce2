import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** The parts of an OpenAPI document that the generator reads. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  title?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  enum?: (string | number | null)[];
  readOnly?: boolean;
  writeOnly?: boolean;
  nullable?: boolean;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

interface Operation {
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

type PathItem = Partial<Record<"get" | "post" | "put" | "patch" | "delete", Operation>>;

/** One kind as one release's schema describes it. */
export interface SchemaKind {
  kind: string;
  lookupParameter: string;
  name: string;
  response: Schema;
  request: Schema;
  filters: string[];
}

/** One release's schema, with its references followed. */
export class SchemaDocument {
  private constructor(
    private readonly paths: Record<string, PathItem>,
    private readonly schemas: Record<string, Schema>,
  ) {}

  static load(packageName: string): SchemaDocument {
    const folder = path.dirname(require.resolve(`${packageName}/package.json`));
    const document = parse(readFileSync(path.join(folder, "schema.yml"), "utf8")) as {
      paths: Record<string, PathItem>;
      components: { schemas: Record<string, Schema> };
    };
    return new SchemaDocument(document.paths, document.components.schemas);
  }

  /** Every path that can be listed, created, read, changed and deleted. */
  kinds(): SchemaKind[] {
    const found: SchemaKind[] = [];
    for (const [template, item] of Object.entries(this.paths)) {
      const match = /^\/(.+)\/\{(\w+)\}\/$/.exec(template);
      if (!match) continue;
      const [, kind = "", lookupParameter = ""] = match;
      const list = this.paths[`/${kind}/`];
      const { get, put, patch, delete: remove } = item;
      if (!get || !put || !patch || !remove || !list?.post || !list.get) continue;
      const response = get.responses["200"]?.content?.["application/json"]?.schema;
      const request = list.post.requestBody?.content["application/json"]?.schema;
      if (!response?.$ref || !request) continue;
      found.push({
        kind,
        lookupParameter,
        name: refName(response.$ref),
        response: this.resolve(response),
        request: this.resolve(request),
        filters: (list.get.parameters ?? []).filter((p) => p.in === "query").map((p) => p.name),
      });
    }
    return found;
  }

  /** The schema with `$ref` and a single `allOf` laid over it; what stands beside them wins. */
  resolve(schema: Schema): Schema {
    const { $ref, allOf, ...own } = schema;
    if ($ref) return { ...this.resolve(this.schemas[refName($ref)] ?? {}), ...own };
    if (allOf?.length === 1 && allOf[0]) return { ...this.resolve(allOf[0]), ...own };
    return schema;
  }
}

function refName($ref: string): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}
