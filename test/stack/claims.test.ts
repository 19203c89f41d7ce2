import { describe, expect, test } from "vitest";
import { claimProblem, claimsExpression } from "../../src/stack/claims";

test("each claim is a key of the dictionary that is returned", () => {
  const claims = { organizationId: "user.attributes.organizationId", mail: "user.email", id: "user.pk" };
  expect(claimsExpression(claims)).toBe(
    [
      "return {",
      '    "organizationId": request.user.attributes.get("organizationId"),',
      '    "mail": request.user.email,',
      '    "id": str(request.user.pk),',
      "}",
    ].join("\n"),
  );
});

test("an attribute within others is None where one on the way is absent or empty", () => {
  expect(claimsExpression({ a: "user.attributes.org.unit.id" })).toContain(
    '"a": ((request.user.attributes.get("org") or {}).get("unit") or {}).get("id"),',
  );
});

test("of several sources the first that is there", () => {
  expect(claimsExpression({ a: "user.attributes.id ?? user.uuid" })).toContain(
    '"a": next((value for value in [request.user.attributes.get("id"), str(request.user.uuid)] if value is not None), None),',
  );
});

test("a claim's name is written as Python writes it", () => {
  expect(claimsExpression({ 'https://a.example/"x"\\\n': "user.name" })).toContain(
    '    "https://a.example/\\"x\\"\\\\\\n": request.user.name,',
  );
});

describe("sources", () => {
  test.each([
    "user.pk",
    "user.uuid",
    "user.uid",
    "user.username",
    "user.email",
    "user.name",
    "user.attributes.a",
    "user.attributes.a-b_c.d",
    "user.email ?? user.name",
    " user.email??user.name ",
  ])("%s", (source) => {
    expect(claimProblem(source)).toBeUndefined();
    expect(claimsExpression({ a: source })).not.toContain("undefined");
  });

  test.each([
    ["user.password", "'user.password'"],
    ["user.attributes", "'user.attributes'"],
    ["user.attributes.", "'user.attributes.'"],
    ["user.attributes.a..b", "'user.attributes.a..b'"],
    ['user.attributes.a"]+__import__("os")', "is no source"],
    ["user.email ?? ", "''"],
    ["user.email ?? nobody", "'nobody'"],
    ["constructor", "'constructor'"],
    ["", "''"],
  ])("%s is none", (source, said) => {
    expect(claimProblem(source)).toContain(said);
  });
});
