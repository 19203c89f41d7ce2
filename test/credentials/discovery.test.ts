import { expect, test } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { discoveryHandler, discoveryKind } from "../../src/credentials/discovery";
import { openSession, type Session } from "../../src/resources/session";
import { sendJson, serve } from "../authentik/server";

const inputs = { __kind: discoveryKind, slug: "web", triggers: ["7"] };

async function sessionWith(document: object): Promise<{ session: Session; url: string; requests: string[] }> {
  const { url, requests } = await serve((_, response) => sendJson(response, document));
  return { session: openSession(new AuthentikClient({ url, token: "a-token" }, { retries: 0 })), url, requests };
}

function documentOf(issuer: string): Record<string, unknown> {
  const names = ["authorization", "token", "userinfo", "end_session", "introspection", "revocation"];
  return {
    issuer,
    ...Object.fromEntries(names.map((name) => [`${name}_endpoint`, `${issuer}${name}/`])),
    jwks_uri: `${issuer}jwks/`,
    scopes_supported: ["openid"],
  };
}

test("the endpoints are those that the application's document names, with the addresses of document and server", async () => {
  const issuer = "https://auth.example.com/application/o/web/";
  const { session, url, requests } = await sessionWith(documentOf(issuer));
  expect(await discoveryHandler.create(session, inputs)).toEqual({
    id: "web",
    outs: {
      ...inputs,
      issuer,
      authorizationEndpoint: `${issuer}authorization/`,
      tokenEndpoint: `${issuer}token/`,
      userinfoEndpoint: `${issuer}userinfo/`,
      endSessionEndpoint: `${issuer}end_session/`,
      introspectionEndpoint: `${issuer}introspection/`,
      revocationEndpoint: `${issuer}revocation/`,
      jwksUri: `${issuer}jwks/`,
      discoveryUrl: `${url}/application/o/web/.well-known/openid-configuration`,
      url,
    },
  });
  expect(requests).toEqual(["GET /application/o/web/.well-known/openid-configuration"]);
});

test("they are asked for again when what they follow from has changed, and at no other time", async () => {
  const { session, url, requests } = await sessionWith(documentOf("https://new.example/"));
  const olds = { ...inputs, issuer: "https://old.example/", url };
  expect(await discoveryHandler.read(session, "web", olds)).toEqual({ inputs, outs: olds });
  expect(await discoveryHandler.diff(session, olds, inputs)).toEqual({ changed: [], replaces: [] });
  expect(requests).toEqual([]);

  const elsewhere = { ...olds, url: "https://auth.example.com" };
  expect(await discoveryHandler.diff(session, elsewhere, inputs)).toEqual({ changed: ["url"], replaces: [] });

  const news = { ...inputs, triggers: ["8"] };
  expect(await discoveryHandler.diff(session, olds, news)).toEqual({ changed: ["triggers"], replaces: [] });
  expect(await discoveryHandler.update(session, "web", olds, news)).toMatchObject({ issuer: "https://new.example/" });
  expect(requests).toHaveLength(1);
});

test("a document in which something is missing is no document", async () => {
  const { session } = await sessionWith({ ...documentOf("https://a.example/"), token_endpoint: undefined });
  await expect(discoveryHandler.create(session, inputs)).rejects.toMatchObject({
    code: "BAD_ANSWER",
    message: "The discovery document of web has no token_endpoint.",
  });
});
