import { afterAll, beforeAll, expect, it } from "vitest";
import { preview, up } from "../../src/engine";
import { Project } from "./project";

const project = new Project();
beforeAll(async () => {
  await project.start();
  const apps = Array.from({ length: 100 }, (_, index) => {
    const scopes = "[openid, email, profile, organization]";
    return `  app-${index}: { name: App ${index}, redirectUris: [https://app-${index}.example.com/callback], scopes: ${scopes} }`;
  });
  const scopes = "scopes:\n  organization: { claims: { organizationId: user.attributes.organizationId } }\n";
  project.write("stacks/dev.yaml", `${scopes}apps:\n${apps.join("\n")}\n`);
});
afterAll(() => project.close());

it("makes 100 applications, 201 objects, with one request for each and at most 10 others", async () => {
  const { result, requests } = await project.counted(() => up(project.options()));
  expect(result.ok).toBe(true);
  const { POST = 0, ...others } = requests;
  expect(POST).toBe(201);
  expect(sum(others)).toBeLessThanOrEqual(10);
});

it("refreshes and previews them with at most 10 requests, all of them GET", async () => {
  const { result, requests } = await project.counted(() => preview({ ...project.options(), refresh: true }));
  expect(result.ok).toBe(true);
  expect(result.summary.update + result.summary.create + result.summary.delete + result.summary.replace).toBe(0);
  expect(Object.keys(requests)).toEqual(["GET"]);
  expect(sum(requests)).toBeLessThanOrEqual(10);
});

it("changes one of them with one request", async () => {
  project.write(
    "stacks/dev.yaml",
    project.read("stacks/dev.yaml").replace("name: App 7,", "name: Seven, providerName: App 7,"),
  );
  const { result, requests } = await project.counted(() => up(project.options()));
  expect(result).toMatchObject({ ok: true, summary: { update: 1 } });
  const { GET = 0, ...writes } = requests;
  expect(writes).toEqual({ PATCH: 1 });
  expect(GET).toBeLessThanOrEqual(10);
});

function sum(requests: Record<string, number>): number {
  return Object.values(requests).reduce((total, count) => total + count, 0);
}
