import type { Problem } from "./check";
import type { Properties } from "./inputs";
import type { Session } from "./session";

/** What Pulumi asks of one sort of resource, with the session to answer it. */
export interface Handler {
  check(session: Session, olds: Properties | undefined, news: Properties): Promise<Problem[]>;
  diff(session: Session, olds: Properties, news: Properties): Promise<Difference>;
  create(session: Session, inputs: Properties): Promise<{ id: string; outs: Properties }>;
  /** The resource as it is on the server, or nothing when it is gone. */
  read(session: Session, id: string, props: Properties): Promise<{ inputs: Properties; outs: Properties } | undefined>;
  update(session: Session, id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(session: Session, id: string, props: Properties): Promise<void>;
}

export interface Difference {
  /** The properties that differ. */
  changed: string[];
  /** Those of them that only a new object can have. */
  replaces: string[];
}
