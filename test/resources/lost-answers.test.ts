import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AuthentikClient } from "../../src/authentik/client";
import { AuthentikProvider } from "../../src/resources/provider";
import { createSandbox, type Sandbox } from "../../src/sandbox";
import { Operator } from "./operator";

type Fault = "reset before" | "reset after" | 502 | 503;

let sandbox: Sandbox;
let proxy: http.Server;
let direct: AuthentikClient;
let operator: Operator;
/** What the proxy does to the next requests of a method. */
let faults: { method: string; fault: Fault }[] = [];

beforeAll(async () => {
  sandbox = await createSandbox();
  const target = new URL(await sandbox.listen());
  direct = new AuthentikClient({ url: target.origin, token: sandbox.token });
  proxy = http.createServer((request, response) => {
    const index = faults.findIndex(({ method }) => method === request.method);
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault?.fault === "reset before") return request.socket.destroy();
    if (typeof fault?.fault === "number" && fault.fault === 503) return response.writeHead(503).end("<html>");
    const passed = http.request(
      { host: target.hostname, port: target.port, path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        if (fault?.fault === "reset after") return request.socket.destroy();
        if (fault?.fault === 502) return response.writeHead(502).end("<html>");
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  operator = new Operator(
    { url: `http://127.0.0.1:${port}`, token: sandbox.token },
    () => new AuthentikProvider({}, { retries: 2, retryDelayMs: 1 }),
  );
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await sandbox.close();
});
afterEach(() => {
  faults = [];
});

const group = { __kind: "core/groups", name: "staff", attributes: { a: 1 } };
const named = async () => (await direct.list("core/groups", { name: "staff" })).length;

describe.each<Fault>(["reset before", "reset after", 502, 503])("when the answer is a %s", (fault) => {
  it("makes one object, not two", async () => {
    faults = [{ method: "POST", fault }];
    expect(await operator.newRun().up(group)).toBe("created");
    expect(faults).toEqual([]);
    expect(await named()).toBe(1);
  });

  it("changes it", async () => {
    faults = [{ method: "PATCH", fault }];
    expect(await operator.newRun().up({ ...group, attributes: { a: 2 } })).toBe("updated");
    expect(faults).toEqual([]);
    expect(await direct.get(`core/groups/${operator.state?.id}`)).toMatchObject({ attributes: { a: 2 } });
  });

  it("reads it", async () => {
    faults = [{ method: "GET", fault }];
    expect(await operator.newRun().refresh()).toBe(true);
    expect(faults).toEqual([]);
  });

  it("deletes it", async () => {
    faults = [{ method: "DELETE", fault }];
    await operator.newRun().destroy();
    expect(faults).toEqual([]);
    expect(await named()).toBe(0);
  });
});

it("does not take somebody else's object for its own", async () => {
  await operator.newRun().problems(group);
  await direct.request("POST", "core/groups", { body: { name: "staff" } });
  faults = [{ method: "POST", fault: "reset before" }];
  await expect(operator.up(group)).rejects.toThrow("exists already");
});
