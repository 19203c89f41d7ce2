import type { Row } from "../store";
import type { Call } from "./api-context";

/** What is being written: the object as it is, if it exists, and which path it is of. */
export interface Writing {
  call: Call;
  path: string;
  row?: Row;
  /** PATCH: what is not sent stays. */
  partial: boolean;
  /** The body as it came. */
  data: unknown;
}

type Check = (value: never, writing: Writing) => unknown;

/** What is particular about a model or a serializer: everything that is not in the models' data. */
export interface Departure {
  /** A field's own validation: returns the value to store, or throws `Invalid`. */
  fields?: Record<string, Check>;
  /** The validation of the object as a whole; may change the values, or throw a refusal. */
  validate?: (values: Row, writing: Writing) => void | Promise<void>;
  /** Fields that are shown and stored nowhere. */
  shown?: Record<string, (row: Row, call: Call, path: string) => unknown>;
  /** Columns that the server picks when an object is made. */
  defaults?: (call: Call) => Row;
  /** What happens besides, before a write. */
  saving?: (values: Row, writing: Writing) => void;
  /** What happens besides, after a write. */
  saved?: (row: Row, values: Row, writing: Writing) => void;
  /** May refuse a delete. */
  removing?: (row: Row, call: Call) => void;
}
