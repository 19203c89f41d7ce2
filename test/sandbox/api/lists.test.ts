import { afterAll, beforeAll, expect, test } from "vitest";
import { Api } from "./client";

let api: Api;
const count = 25;

beforeAll(async () => {
  api = await Api.start();
  for (let index = 0; index < count; index += 1) {
    const number = String(index).padStart(2, "0");
    await api.make("core/groups/", { name: `page-${number}`, is_superuser: index % 5 === 0, attributes: { index } });
  }
});
afterAll(() => api.stop());

const names = async (query: string) => (await api.get(`core/groups/?${query}`)).body.results?.map(({ name }) => name);

test("pages count from one, and tell where they are", async () => {
  const { body } = await api.get("core/groups/?search=page-&page_size=10&page=2");
  expect(body.pagination).toEqual({
    next: 3,
    previous: 1,
    count,
    current: 2,
    total_pages: 3,
    start_index: 11,
    end_index: 20,
  });
  expect(body.results).toHaveLength(10);
});

test("the last page has no next one", async () => {
  const { body } = await api.get("core/groups/?search=page-&page_size=10&page=3");
  expect(body.pagination).toMatchObject({ next: 0, previous: 2, start_index: 21, end_index: 25 });
});

test("an empty list has one page", async () => {
  const { body } = await api.get("core/groups/?name=nobody");
  expect(body.pagination).toEqual({
    next: 0,
    previous: 0,
    count: 0,
    current: 1,
    total_pages: 1,
    start_index: 0,
    end_index: 0,
  });
});

test.each(["4", "0", "-1", "x"])("there is no page %s", async (page) => {
  const { status, body } = await api.get(`core/groups/?search=page-&page_size=10&page=${page}`);
  expect([status, body]).toEqual([404, { detail: "Invalid page." }]);
});

test("a page holds a hundred unless it is told otherwise", async () => {
  for (const size of ["", "0", "-5", "x"]) {
    const { body } = await api.get(`propertymappings/all/?page_size=${size}`);
    expect(body.results).toHaveLength(body.pagination?.count ?? -1);
  }
});

test("a list can be ordered both ways, by what it shows", async () => {
  const forwards = await names("search=page-&ordering=name");
  expect(forwards?.[0]).toBe("page-00");
  expect(await names("search=page-&ordering=-name")).toEqual(forwards?.toReversed());
  expect(await names("search=page-&ordering=no_such_field")).toEqual(forwards);
});

test("a search finds every word, in any of the fields, without regard to case", async () => {
  expect(await names("search=PAGE%2007")).toEqual(["page-07"]);
  expect(await names("search=page%20nothing")).toEqual([]);
});

test("filters narrow", async () => {
  expect(await names("is_superuser=true&search=page-")).toEqual([
    "page-00",
    "page-05",
    "page-10",
    "page-15",
    "page-20",
  ]);
  expect(await names(`attributes=${encodeURIComponent('{"index": 3}')}`)).toEqual(["page-03"]);
  expect(await names("name=")).toHaveLength(count + 2);
});

test.each([
  ["core/users/?type=robot", { type: ["Select a valid choice. robot is not one of the available choices."] }],
  ["core/users/?uuid=x", { uuid: ["Enter a valid UUID."] }],
  ["core/users/?groups_by_pk=x", { groups_by_pk: ["“x” is not a valid UUID."] }],
  [
    "core/users/?groups_by_name=x",
    { groups_by_name: ["Select a valid choice. x is not one of the available choices."] },
  ],
  ["core/tokens/?expires=soon", { expires: ["Enter a valid date/time."] }],
  ["flows/bindings/?order=first", { order: ["Enter a number."] }],
  ["providers/oauth2/?authorization_flow=x", { authorization_flow: ["“x” is not a valid UUID."] }],
  [
    "propertymappings/provider/scope/?managed=x",
    { managed: ["Select a valid choice. x is not one of the available choices."] },
  ],
])("%s is refused", async (path, problems) => {
  const { status, body } = await api.get(path);
  expect([status, body]).toEqual([400, problems]);
});

test("a family lists what its members have in common", async () => {
  const { body } = await api.get("stages/all/?search=default-authentication-login");
  expect(body.results?.map(Object.keys)).toEqual([
    ["pk", "name", "component", "verbose_name", "verbose_name_plural", "meta_model_name", "flow_set"],
  ]);
});

test("bindings are found by what they are bound to, under either of its ids", async () => {
  const { body: flow } = await api.get("flows/instances/default-authentication-flow/");
  const { body } = await api.get(`flows/bindings/?target=${flow.pk}`);
  expect(body.results?.map(({ stage }) => stage)).toEqual(flow.stages);
});

test("a thousand objects are listed in less than a second", async () => {
  for (let index = 0; index < 1000; index += 1) {
    api.sandbox.store.insert("propertymappings/provider/scope", {
      ...{ name: `many-${index}`, scope_name: "many", expression: "return {}", description: "", managed: null },
    });
  }
  const begun = performance.now();
  const { body } = await api.get("propertymappings/provider/scope/?scope_name=many&page_size=1000");
  expect(body.results).toHaveLength(1000);
  expect(performance.now() - begun).toBeLessThan(1000);
});
