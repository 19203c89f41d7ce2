import type { FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import type { Row } from "../store";

/** A call of the API: who asks, for what. */
export interface Call {
  context: SandboxContext;
  request: FastifyRequest;
  user: Row;
  query: URLSearchParams;
  /** The body, read as Django REST framework reads it. */
  data: unknown;
  /** It is a blueprint that asks. */
  isBlueprint?: boolean;
  /** The object that is being changed, as it was. */
  before?: Row;
}
