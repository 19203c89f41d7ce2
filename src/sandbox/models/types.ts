/** What a serializer's field takes and shows, in the words of Django REST framework. */
export interface FieldModel {
  kind:
    | "string"
    | "slug"
    | "email"
    | "url"
    | "uuid"
    | "ip"
    | "integer"
    | "number"
    | "boolean"
    | "choice"
    | "time"
    | "json"
    | "list"
    | "reference"
    | "references"
    | "object"
    | "objects"
    | "file"
    | "method"
    | "column";
  /** Where the value stands when not in the column of the field's name; with dots, in another object. */
  source?: string;
  readOnly?: true;
  writeOnly?: true;
  required?: true;
  nullable?: true;
  blank?: true;
  untrimmed?: true;
  /** Of a list: that it may not be empty. */
  filled?: true;
  max_length?: number;
  min_length?: number;
  max_value?: number;
  min_value?: number;
  choices?: (string | number)[];
  /** Of a reference: the model. */
  to?: string;
  items?: FieldModel;
  serializer?: string;
  unique?: { model: string; text: string };
  checks?: string[];
  /** Taken when a POST or PUT leaves the field out. */
  default?: unknown;
}

export interface SerializerModel {
  model?: string;
  fields: Record<string, FieldModel>;
  together?: string[][];
}

/** A column of a table, or a relation. */
export interface ColumnModel {
  /** Of a relation: the model. */
  to?: string;
  many?: true;
  /** Of a relation to many: the model in between, whose own columns are what counts. */
  through?: string;
  /** What becomes of the row when the other one is deleted. */
  gone?: "cascade" | "null" | "default" | "nothing";
  /** The name under which the other one knows the rows that refer to it; none if it does not. */
  accessor?: string;
  /** The model that has the column, where that is one that the row's is derived from. */
  of?: string;
  now?: "create" | "always";
  id?: true;
  default?: unknown;
}

export interface ObjectModel {
  name: string;
  app: string;
  verbose: [singular: string, plural: string];
  parents?: string[];
  id: "uuid" | "integer" | "text";
  component?: string;
  columns: Record<string, ColumnModel>;
}

export interface FilterModel {
  kind: string;
  lookup?: string;
  field?: string;
  method?: string;
  choices?: (string | number)[];
  to?: string;
  by?: string;
}

/** A path of the API with its objects. */
export interface EndpointModel {
  model?: string;
  serializer?: string;
  lookup?: string;
  actions?: ("list" | "create" | "retrieve" | "update" | "partial_update" | "destroy")[];
  more?: Record<string, { detail?: boolean; methods: string[] }>;
  ordering?: string[];
  orderable?: string[] | "__all__";
  search?: string[];
  filters?: Record<string, FilterModel>;
}

export interface ModelsData {
  version: string;
  endpoints: Record<string, EndpointModel>;
  serializers: Record<string, SerializerModel>;
  models: Record<string, ObjectModel>;
}
