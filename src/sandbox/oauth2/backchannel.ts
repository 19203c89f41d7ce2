import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import { text } from "../policies/columns";
import { milliseconds } from "../policies/durations";
import type { Row } from "../store";
import { ACCESS_TOKENS, idTokenOf } from "./grants";
import { encode } from "./jwt";

/** Tells the applications of a session that it is over, those that have an address for that. */
export function registerBackchannelLogout(context: SandboxContext): void {
  const { store, sessions } = context;
  sessions.onEnd((session) => {
    for (const token of store.filter(ACCESS_TOKENS, { session: session.uuid })) {
      const provider = store.byId("providers/oauth2", token.provider as number);
      const url = provider && logoutUri(provider);
      // No application may hold up a logout, nor fail it.
      if (provider && url) void tell(context, provider, url, token, session.sid).catch(() => undefined);
    }
  });
}

/** Since 2026 the address is for either channel, and the provider says for which. */
function logoutUri(provider: Row): string {
  const isBackchannel = provider.logout_method === undefined || provider.logout_method === "backchannel";
  return text(provider, "backchannel_logout_uri") || (isBackchannel ? text(provider, "logout_uri") : "");
}

async function tell({ store }: SandboxContext, provider: Row, url: string, token: Row, sid: string): Promise<void> {
  const { iss, sub } = idTokenOf(token);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss,
    aud: provider.client_id,
    iat: now,
    exp: now + Math.floor(milliseconds(provider.access_token_validity ?? "hours=1") / 1000),
    jti: randomUUID(),
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
    sub,
    sid,
  };
  const body = new URLSearchParams({ logout_token: await encode(store, provider, claims) });
  await fetch(url, { method: "POST", body });
}
