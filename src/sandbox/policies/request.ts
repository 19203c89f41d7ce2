import type { HttpRequestData } from "../python";
import type { Row } from "../store";

/** What a policy decides about: who, for what, and what is known besides. */
export interface PolicyRequest {
  user: Row;
  http?: HttpRequestData;
  /** What the bindings hang on: an application, a flow, … with its kind. */
  target?: { kind: string; row: Row };
  /** Policies may change what is in it, prompt data and the flow's plan above all. */
  context: Record<string, unknown>;
}

export interface PolicyResult {
  passing: boolean;
  messages: string[];
  /** The results that it comes from, with their bindings. */
  sources?: PolicyResult[];
  binding?: Row;
}

/** A policy could not be decided. The binding's `failure_result` stands for it. */
export class PolicyError extends Error {}

export const passed = (passing: boolean, ...messages: string[]): PolicyResult => ({ passing, messages });
