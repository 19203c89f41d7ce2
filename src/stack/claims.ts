/** What a claim may be made of, beside attributes. */
const userFields: Record<string, string> = {
  "user.pk": "str(request.user.pk)",
  "user.uuid": "str(request.user.uuid)",
  "user.uid": "request.user.uid",
  "user.username": "request.user.username",
  "user.email": "request.user.email",
  "user.name": "request.user.name",
};

/** What is wrong with a claim's source, if anything. */
export function claimProblem(source: string): string | undefined {
  const wrong = alternatives(source).find((part) => expressionOf(part) === undefined);
  if (wrong === undefined) return undefined;
  return (
    `'${wrong}' is no source of a claim. Write user.attributes.NAME or one of ${Object.keys(userFields).join(", ")}, ` +
    "several of them with ?? between for the first that is there, or give an expression instead of claims."
  );
}

/** The Python expression of a scope mapping that gives these claims. */
export function claimsExpression(claims: Record<string, string>): string {
  const lines = Object.entries(claims).map(([claim, source]) => `    ${python(claim)}: ${firstPresent(source)},`);
  return `return {\n${lines.join("\n")}\n}`;
}

function firstPresent(source: string): string {
  const parts = alternatives(source).map((part) => expressionOf(part) as string);
  if (parts.length === 1) return parts[0] as string;
  return `next((value for value in [${parts.join(", ")}] if value is not None), None)`;
}

function alternatives(source: string): string[] {
  return source.split("??").map((part) => part.trim());
}

function expressionOf(part: string): string | undefined {
  if (Object.hasOwn(userFields, part)) return userFields[part];
  const names = /^user\.attributes\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)$/.exec(part)?.[1]?.split(".");
  if (!names) return undefined;
  const last = names.pop() as string;
  // An attribute on the way that is there but empty gives None, not an error at every login.
  const parent = names.reduce((outer, name) => `(${outer}.get(${python(name)}) or {})`, "request.user.attributes");
  return `${parent}.get(${python(last)})`;
}

// JSON's form of a text is Python's as well.
function python(text: string): string {
  return JSON.stringify(text);
}
