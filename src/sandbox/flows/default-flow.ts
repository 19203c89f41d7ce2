import type { FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { decide } from "../policies";
import { id, text } from "../policies/columns";
import { ANONYMOUS } from "../policies/membership";
import type { Row } from "../store";
import { brandOf, describe } from "./http";

/** The flow for a designation: that of the application they go to, the brand's, or the first that lets them in. */
export async function defaultFlow(
  context: SandboxContext,
  request: FastifyRequest,
  designation: string,
): Promise<Row | undefined> {
  const { store, sessions } = context;
  const brand = brandOf(context, request);
  const { application } = sessions.of(request).data;
  const provider = store.member("providers", id(application, "provider") ?? "")?.row;
  const own = designation === "authentication" ? id(provider, "authentication_flow") : undefined;
  const named = store.byId("flows/instances", own ?? id(brand, `flow_${designation}`) ?? "");
  if (named) return named;
  const flows = store
    .filter("flows/instances", { designation })
    .sort((a, b) => (text(a, "slug") < text(b, "slug") ? -1 : 1));
  for (const flow of flows) {
    const user = sessions.user(request) ?? ANONYMOUS;
    const target = { kind: "flows/instances", row: flow };
    const result = await decide(context, { user, http: describe(context, request), target, context: {} });
    if (result.passing) return flow;
  }
  return undefined;
}
