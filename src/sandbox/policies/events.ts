import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import type { HttpRequestData } from "../python";
import type { Row } from "../store";
import { after } from "./durations";

/** Something that happened, to be seen under `events/events`. */
export interface Happening {
  action: string;
  /** The module of Authentik that would have told it: `authentik.flows.views.executor`. */
  app: string;
  context?: Record<string, unknown>;
  user?: Row;
  http?: HttpRequestData;
}

export function logEvent(context: SandboxContext, happening: Happening): Row {
  const { user, http } = happening;
  return context.store.insert("events/events", {
    pk: randomUUID(),
    user: user?.pk === undefined ? { pk: null, email: "", username: "" } : eventUser(user),
    action: happening.action,
    app: happening.app,
    context: {
      ...happening.context,
      ...(http && { http_request: { path: http.path, method: http.method, args: http.GET ?? {} } }),
    },
    client_ip: http?.client_ip ?? "255.255.255.255",
    created: new Date().toISOString(),
    expires: after("days=365"),
    brand: {},
  });
}

function eventUser(user: Row): Record<string, unknown> {
  return { pk: user.pk, email: user.email, username: user.username };
}

/** A row as events refer to it. */
export function reference(app: string, model: string, row: Row | undefined): Record<string, unknown> | null {
  return row ? { app, model_name: model, pk: row.pk, name: row.name ?? "" } : null;
}
