import type { SandboxContext } from "../context";
import { id, isObject, text } from "../policies/columns";
import type { Row } from "../store";

/** Where an application is opened: the address that it names, else the host of its provider's first redirect URI. */
export function launchUrl({ store }: SandboxContext, application: Row, user: Row): string | undefined {
  const provider = store.byId("providers/oauth2", id(application, "provider") ?? "");
  const [first] = Array.isArray(provider?.redirect_uris) ? provider.redirect_uris : [];
  const url = text(application, "meta_launch_url") || (isObject(first) ? withoutPath(text(first, "url")) : "");
  return url.replace(/%\((\w+)\)s/g, (_, column: string) => text(user, column)) || undefined;
}

function withoutPath(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? "";
}
