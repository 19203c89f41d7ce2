import { afterAll, beforeAll, expect, test } from "vitest";
import type { Row } from "../../../src/sandbox/store";
import { Authentik, PASSWORD } from "../authentik";
import { AtFlow } from "./browser";
import { done } from "./flows";

const authentik = new Authentik();
let alice: Row;
let login: Row;

beforeAll(async () => {
  await authentik.start();
  alice = authentik.user("alice");
  login = authentik.stage("stages/user_login", "default-authentication-login");
});
afterAll(() => authentik.stop());

const at = () => new AtFlow(authentik.url, "default-authentication-flow");
const set = (columns: Row) => authentik.store.update("stages/user_login", login.pk as string, columns);

async function loggedIn() {
  const flow = at();
  await flow.look();
  await flow.answer({ uid_field: "alice" });
  const last = await flow.answer({ password: PASSWORD });
  return { flow, last };
}

const me = async (flow: AtFlow) => (await flow.person.fetch("/api/v3/core/users/me/")).status;

test("authenticates at the API until its row is deleted there", async () => {
  const { flow } = await loggedIn();
  const answer = await (await flow.person.fetch("/api/v3/core/users/me/")).json();
  expect(answer).toMatchObject({ user: { username: "alice" } });
  const [row] = authentik.store.filter("core/authenticated_sessions", { user: alice.pk }).slice(-1);
  authentik.store.remove("core/authenticated_sessions", row?.pk as string);
  expect(await me(flow)).toBe(403);
});

test("has another key after the login than before", async () => {
  const response = await fetch(`${authentik.url}/api/v3/flows/executor/default-authentication-flow/?query=`);
  const before = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const post = (body: object) =>
    fetch(`${authentik.url}/api/v3/flows/executor/default-authentication-flow/?query=`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: before, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await post({ uid_field: "alice" });
  await post({ password: PASSWORD });
  const get = () => fetch(response.url, { headers: { cookie: before }, redirect: "manual" });
  expect((await get()).headers.getSetCookie()).toEqual([]);
  const [after = ""] = (await get()).headers.getSetCookie();
  expect(after).toMatch(/^authentik_session=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(after).not.toContain(before);
  const old = await fetch(`${authentik.url}/api/v3/core/users/me/`, { headers: { cookie: before } });
  expect(old.status).toBe(403);
});

test("may be made to last, if the person wants that", async () => {
  set({ session_duration: "hours=1", remember_me_offset: "days=30" });
  const { flow, last } = await loggedIn();
  expect(last).toMatchObject({ component: "ak-stage-user-login", pending_user: "alice" });
  expect(await flow.answer({})).toMatchObject({ response_errors: { remember_me: [{ code: "required" }] } });
  expect(await flow.answer({ remember_me: true })).toMatchObject(done);
  const row = authentik.store.filter("core/authenticated_sessions", { user: alice.pk }).at(-1);
  const hours = (Date.parse(String(row?.expires)) - Date.now()) / 3_600_000;
  expect(hours).toBeCloseTo(24 * 30 + 1, 1);
  set({ session_duration: "seconds=0", remember_me_offset: "seconds=0" });
});

test("may end all others of the user", async () => {
  const first = await loggedIn();
  expect(await me(first.flow)).toBe(200);
  set({ terminate_other_sessions: true });
  const second = await loggedIn();
  expect([await me(first.flow), await me(second.flow)]).toEqual([403, 200]);
  set({ terminate_other_sessions: false });
});
