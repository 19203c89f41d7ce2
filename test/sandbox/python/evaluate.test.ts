import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Evaluation,
  type EvaluationError,
  Python,
  type PythonContext,
} from "../../../src/sandbox/python/index.js";
import { ada, admins, database, staff } from "./people.js";

const python = new Python();
beforeAll(async () => {
  await python.syntaxError("return 1");
}, 60_000);
afterAll(() => python.close());

async function value(expression: string, context: PythonContext = {}): Promise<unknown> {
  const outcome = await python.evaluate(expression, { user: ada, database, ...context });
  if (!outcome.ok) throw new Error(outcome.traceback);
  return outcome.value;
}

async function done(expression: string, context: PythonContext = {}): Promise<Evaluation> {
  const outcome = await python.evaluate(expression, { user: ada, database, ...context });
  if (!outcome.ok) throw new Error(outcome.traceback);
  return outcome;
}

async function error(expression: string, context: PythonContext = {}): Promise<EvaluationError> {
  const outcome = await python.evaluate(expression, { user: ada, database, ...context });
  if (outcome.ok) throw new Error(`no error but ${JSON.stringify(outcome.value)}`);
  return outcome;
}

describe("a syntax error", () => {
  it("is worded as Authentik words it", async () => {
    expect(await python.syntaxError("return {")).toBe("Expression Syntax Error: '{' was never closed (None, line 2)");
    expect(await python.syntaxError("return {", { name: "my mapping" })).toContain("(my mapping, line 2)");
    expect(await python.syntaxError(";", { kind: "policy" })).toBe(
      "Expression Syntax Error: invalid syntax (temp-policy, line 2)",
    );
    expect(await python.syntaxError("")).toContain("expected an indented block after function definition on line 1");
    expect(await python.syntaxError("\nif True:\nreturn 1")).toContain("'if' statement on line 3 (None, line 4)");
  });

  it("is none where Authentik finds none", async () => {
    expect(await python.syntaxError("return {}")).toBeUndefined();
    expect(await python.syntaxError("    a = 1\n    return a", { kind: "policy" })).toBeUndefined();
    expect(await python.syntaxError("True", { kind: "policy" })).toBeUndefined();
  });

  it("is no more than an answer when the text is too deep to parse", async () => {
    expect(await python.syntaxError(`${"-".repeat(100_000)}1`)).toMatch(/^Expression Syntax Error: /);
    expect(await value("return 1")).toBe(1);
  });
});

describe("a property mapping", () => {
  it("gives the default scope mappings' claims", async () => {
    const profile = `return {
    "name": request.user.name,
    "groups": [group.name for group in request.user.ak_groups.all()],
}`;
    expect(await value(profile)).toEqual({ name: "Ada Lovelace", groups: ["admins"] });
    const recorded = 'return {"organizationId": str(request.user.attributes.get("organizationId", request.user.pk))}';
    expect(await value(recorded)).toEqual({ organizationId: "42" });
    expect(await value(recorded, { user: { ...ada, attributes: {} } })).toEqual({ organizationId: "3" });
    const proxy = 'return {"attributes": request.user.group_attributes(request), "su": request.user.is_superuser}';
    expect(await value(proxy)).toEqual({
      attributes: { floor: 3, tools: ["shell", "mail"], organizationId: 42 },
      su: true,
    });
  });

  it("sees what its caller hands in by name, and in request.context", async () => {
    const context = {
      provider: {
        pk: 7,
        name: "web",
        client_id: "abc",
        application: { name: "Web", slug: "web", entitlements: [{ name: "edit" }] },
      },
      token: {
        scope: ["openid"],
        expires: "2025-03-01T08:30:00Z",
        id_token: { sub: "f00d", nonce: null, claims: { a: 1 } },
      },
      ldap: { uid: ["x"], "dashed-key": 1 },
    };
    expect(
      await value(
        `return [str(provider), provider.application.slug, token.scope, token.expires.year, token.id_token.to_dict(),
        list_flatten(ldap.get("uid")), request.context["provider"] == provider,
        [e.name for e in request.user.app_entitlements(provider.application)]]`,
        { context },
      ),
    ).toEqual(["OAuth2 Provider web", "web", ["openid"], 2025, { sub: "f00d", a: 1 }, "x", true, ["edit"]]);
  });

  it("has an empty request.user and no name user without a user", async () => {
    expect(await value("return [request.user.pk, request.user.username]", { user: null })).toEqual([null, ""]);
    expect(await error("return user", { user: null })).toMatchObject({ message: "name 'user' is not defined" });
    expect((await error("return http_request")).type).toBe("NameError");
    expect((await error("ak_message('x')")).type).toBe("NameError");
  });

  it("skips an object by SkipObject", async () => {
    expect((await error("raise SkipObject")).type).toBe("SkipObjectException");
  });

  it("may yield", async () => {
    expect(await value("for group in request.user.ak_groups.all():\n    yield group.name")).toEqual(["admins"]);
  });
});

describe("an error", () => {
  it("is told as the test endpoint shows it", async () => {
    expect(await error("\nreturn aaa", { name: "my mapping" })).toMatchObject({
      type: "NameError",
      message: "name 'aaa' is not defined",
      traceback: [
        "Traceback (most recent call last):",
        '  File "my mapping", line 4, in <module>',
        '  File "my mapping", line 3, in handler',
        "builtins.NameError: name 'aaa' is not defined",
      ].join("\n"),
    });
  });

  it("is Django's for what a model lacks", async () => {
    expect((await error("return user.nickname")).message).toBe("'User' object has no attribute 'nickname'");
    expect((await error("return user.ak_groups.get(name='x')")).message).toBe("Group matching query does not exist.");
    expect((await error("return user.ak_groups.filter(nope=1)")).message).toMatch(
      /^Cannot resolve keyword 'nope' into field/,
    );
    expect((await error("request.nope = 1")).type).toBe("AttributeError");
  });

  it("is one when the value is nothing that JSON can hold", async () => {
    expect((await error("return {'u': user}")).message).toBe("Object of type User is not JSON serializable");
    expect((await error("return {'u': user.uuid}", { output: "json" })).message).toBe(
      "Object of type UUID is not JSON serializable",
    );
    expect((await error("a = []\na.append(a)\nreturn a")).message).toBe("Circular reference detected");
    expect((await error("return float('nan')")).type).toBe("ValueError");
    expect((await error("return {(1, 2): 3}")).type).toBe("TypeError");
  });
});

describe("a value", () => {
  it("is encoded as Django does", async () => {
    const expression =
      "import decimal\nreturn [user.uuid, user.date_joined, {1}, (2,), decimal.Decimal('1.50'), {3: None}]";
    expect(await value(expression)).toEqual([ada.uuid, "2025-03-01T08:30:00.123Z", [1], [2], "1.50", { 3: null }]);
  });

  it("is sanitized for the test endpoint", async () => {
    const expression =
      "return {'u': user, 'id': user.uuid, 'g': user.ak_groups.first(), 'l': [0, '', 'x', None], 'r': ValueError('v')}";
    expect(await value(expression, { output: "sanitized" })).toEqual({
      u: { username: "ada", pk: 3, email: "ada@example.com" },
      id: "7f9bf1f26d2a4a3f9f683f6f2ddcd0a1",
      g: { app: "authentik_core", model_name: "group", pk: admins.pk.replaceAll("-", ""), name: "admins" },
      l: ["x"],
      r: "v",
    });
  });
});

describe("models", () => {
  it("are asked as Django's are", async () => {
    const groups = await done(`
groups = user.all_groups()
return [
    groups.count(), len(groups), groups.order_by("-name").first().name, list(groups.values_list("name", flat=True)),
    groups.filter(name__startswith="st").exists(), groups.exclude(name="staff")[0].parent.name,
    groups.filter(attributes__floor=3).get().name, str(user), str(groups[0]), repr(user.ak_groups.all()),
    groups.filter(pk="${staff.pk}").exists(), user in groups[0].users.all(),
    list(groups.values("name", "is_superuser")), "staff" in groups.values_list("name", flat=True),
]`);
    expect(groups.value).toEqual([
      ...[2, 2, "staff", ["admins", "staff"], true, "staff", "staff", "ada", "Group admins"],
      ...["<QuerySet [<Group: Group admins>]>", true, true],
      [
        { name: "admins", is_superuser: true },
        { name: "staff", is_superuser: false },
      ],
      true,
    ]);
    expect(groups.writes).toEqual([]);
  });

  it("are found by the functions, and by their managers", async () => {
    const expression = `
from authentik.core.models import Group, User
from django.db.models import Q
return [
    ak_user_by(email__iexact="BOB@example.com").pk, ak_user_by(username="nobody"), ak_user_by(wrong=1),
    User.objects.filter(Q(username="ada") | Q(pk=4)).count(), User.objects.get(pk=3) == request.user,
    User.objects.filter(ak_groups__name="staff").values_list("username", flat=True),
    ak_is_group_member(user, name="staff"), Group.objects.get(name="staff").is_member(request.user),
    ak_user_has_authenticator(user), ak_user_has_authenticator(user, "webauthn"), user.has_usable_password(),
]`;
    expect(await value(expression)).toEqual([4, null, null, 2, true, ["bob"], true, true, true, false, true]);
  });

  it("tell what was written", async () => {
    const { writes } = await done(
      `
from authentik.core.models import Group
from authentik.flows.models import Flow, FlowAuthenticationRequirement
request.user.attributes["seen"] = True
request.user.email = "new@example.com"
request.user.save()
request.user.save()
user.ak_groups.add(Group.objects.get(name="staff"))
Flow.objects.filter(slug="initial-setup").update(authentication=FlowAuthenticationRequirement.REQUIRE_SUPERUSER)
Group.objects.create(name="made")
return Group.objects.get_or_create(name="made")[1]`,
      {
        database: { ...database, "flows.flow": [{ pk: "f1", slug: "initial-setup" }] },
      },
    );
    expect(writes).toMatchObject([
      {
        model: "core.user",
        pk: 3,
        operation: "update",
        values: { attributes: { organizationId: 42, seen: true }, email: "new@example.com" },
      },
      { model: "core.user", pk: 3, operation: "add", values: { groups: [staff.pk] } },
      { model: "flows.flow", pk: "f1", operation: "update", values: { authentication: "require_superuser" } },
      { model: "core.group", operation: "create", values: { name: "made" } },
    ]);
    expect(Object.keys(writes[0]?.values ?? {})).toHaveLength(2);
  });
});
