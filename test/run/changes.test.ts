import { parse } from "dotenv";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ApiObject, AuthentikClient } from "../../src/authentik/client";
import { preview, up } from "../../src/engine";
import { Project } from "./project";

const project = new Project();
let client: AuthentikClient;
let stack = "";
let number = 0;

beforeAll(async () => {
  await project.start();
  client = new AuthentikClient(project.connection);
});
afterAll(() => project.close());
// One stack for each story; the server is the same.
beforeEach(() => {
  stack = `story-${++number}`;
});

const apply = (text: string) => {
  project.write(`stacks/${stack}.yaml`, text);
  return up(project.options({ stack }));
};
const one = async (kind: string, filter: Record<string, string>): Promise<ApiObject | undefined> =>
  (await client.list(kind, { ...filter, ...(kind === "core/applications" && { superuser_full_list: true }) }))[0];

describe("an app whose key changes", () => {
  const app = (key: string, more = "") =>
    `apps:\n  ${key}: { slug: shop, name: Shop, redirectUris: [https://shop.example.com/cb]${more} }\n`;

  it("is refused, then taken over with adopt, and never deleted", async () => {
    await apply(app("shop"));
    const before = await one("core/applications", { slug: "shop" });
    const refused = await apply(app("shop-eu"));
    expect(refused.ok).toBe(false);
    expect(refused.errors.map(({ message }) => message).join()).toContain("exists already, and not as this resource");
    expect(await apply(app("shop-eu", ", adopt: true"))).toMatchObject({ ok: true });
    expect(await one("core/applications", { slug: "shop" })).toEqual(before);
    expect(await apply(app("shop-eu", ", adopt: true"))).toMatchObject({ ok: true, summary: { create: 0, update: 0 } });
  });

  it("stays the same object with renamedFrom", async () => {
    await apply(app("old").replaceAll("shop", "kiosk").replaceAll("Shop", "Kiosk"));
    const renamed = app("new", ", renamedFrom: old").replaceAll("shop", "kiosk").replaceAll("Shop", "Kiosk");
    const { result, requests } = await project.counted(() => apply(renamed));
    expect(result).toMatchObject({ ok: true, summary: { create: 0, delete: 0, replace: 0 } });
    expect(Object.keys(requests).filter((method) => method !== "GET")).toEqual([]);
  });
});

describe("an app that is taken over", () => {
  it("keeps what the stack does not name, and the preview tells what changes", async () => {
    const flows = await client.list("flows/instances");
    const flow = (slug: string) => flows.find((object) => object.slug === slug)?.pk;
    const provider = await client.request("POST", "providers/oauth2", {
      body: {
        ...{ name: "Grafana", client_id: "made-by-hand", client_type: "public", redirect_uris: [] },
        authorization_flow: flow("default-provider-authorization-explicit-consent"),
        invalidation_flow: flow("default-provider-invalidation-flow"),
      },
    });
    await client.request("POST", "core/applications", {
      body: { name: "Dashboards", slug: "grafana", provider: provider.pk },
    });
    const text = "apps:\n  grafana: { name: Grafana, adopt: true, redirectUris: [https://grafana.example.com/cb] }\n";
    project.write(`stacks/${stack}.yaml`, text);
    await preview(project.options({ stack }));
    expect(project.shown()).toContain(
      `Takes over OAuth2Provider 'Grafana' (pk ${provider.pk}), changing redirectUris.`,
    );

    expect(await apply(text)).toMatchObject({ ok: true });
    const { redirect_uris, assigned_application_name, ...kept } = provider;
    expect(await client.get(`providers/oauth2/${provider.pk}`)).toMatchObject({
      client_id: "made-by-hand",
      client_type: "public",
      client_secret: kept.client_secret,
      authorization_flow: kept.authorization_flow,
      signing_key: kept.signing_key,
    });
  });

  it("never takes over the provider of another app", async () => {
    const before = await one("providers/oauth2", { name: "Grafana" });
    const refused = await apply("apps:\n  grafana-eu: { name: Grafana, adopt: true, redirectUris: [] }\n");
    expect(refused.errors.map(({ message }) => message).join()).toContain("its assignedApplicationSlug is 'grafana'");
    expect(await one("providers/oauth2", { name: "Grafana" })).toEqual(before);
  });
});

it("does not open an app by deleting the group that it still refers to", async () => {
  const app = "apps:\n  wiki: { redirectUris: [], access: { groups: [editors] } }\n";
  await apply(`groups: { editors: {} }\n${app}`);
  const refused = await apply(`existing: { groups: [editors] }\n${app}`);
  expect(refused.ok).toBe(false);
  expect(refused.errors.map(({ message }) => message).join()).toContain("refers to it by name");
  const wiki = await one("core/applications", { slug: "wiki" });
  expect(await client.list("policies/bindings", { target: String(wiki?.pk) })).toHaveLength(1);
});

it("delivers no credentials when the access to an app cannot be bound", async () => {
  const result = await apply(
    "existing: { groups: [nobody] }\napps:\n  open: { redirectUris: [https://a.example.com/cb], access: { groups: [nobody] }, credentials: [{ path: .env.open }] }\n",
  );
  expect(result.ok).toBe(false);
  expect(() => project.read(".env.open")).toThrow("ENOENT");
});

it("keeps files and secrets when deliveries are removed, reordered or written otherwise", async () => {
  const app = (deliveries: string) =>
    `apps:\n  deli: { redirectUris: [https://deli.example.com/cb], credentials: [${deliveries}] }\n`;
  await apply(app("{ path: .env.a }, { path: .env.b }, { profile: fastapi, path: .env.c }"));
  const { SESSION_SECRET } = parse(project.read(".env.c"));
  expect(await apply(app("{ profile: fastapi, path: ./.env.c }, { path: .env.b }"))).toMatchObject({ ok: true });
  expect(parse(project.read(".env.c")).SESSION_SECRET).toBe(SESSION_SECRET);
  expect(project.read(".env.b")).toContain("OIDC_CLIENT_ID=deli");
  expect(() => project.read(".env.a")).toThrow("ENOENT");
});

it("follows the issuer, leaves a public client without a secret, and names scopes as clients ask for them", async () => {
  const text = (provider: string) => `scopes:
  ACME organization: { scope: organization, claims: { org: user.name } }
apps:
  iss:
    clientType: public
    redirectUris: [https://iss.example.com/cb]
    scopes: [openid, ACME organization]
    provider: { ${provider} }
    credentials: [{ path: .env.iss }]
`;
  await apply(text("issuerMode: per_provider"));
  const { OIDC_ISSUER, OIDC_SCOPES, OIDC_CLIENT_SECRET } = parse(project.read(".env.iss"));
  expect({ OIDC_ISSUER, OIDC_SCOPES, OIDC_CLIENT_SECRET }).toEqual({
    OIDC_ISSUER: `${project.connection.url}/application/o/iss/`,
    OIDC_SCOPES: "openid organization",
    OIDC_CLIENT_SECRET: undefined,
  });
  await apply(text("issuerMode: global"));
  expect(parse(project.read(".env.iss")).OIDC_ISSUER).toBe(`${project.connection.url}/`);
});
