/** Where `${env:NAME}` finds its values. */
export interface Variables {
  env: Record<string, string | undefined>;
}

const reference = /\$\$\{|\$\{([^}]*)\}?/g;

/** A text with its variables filled in; `$${` stands for `${`. */
export function fillIn(text: string, variables: Variables, problem: (message: string) => void): string {
  return text.replace(reference, (whole, inside: string | undefined) => {
    if (whole === "$${") return "${";
    const name = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(inside ?? "")?.[1];
    if (!name || !whole.endsWith("}")) {
      problem(
        `${whole} is no variable. Write \${env:NAME} for an environment variable, or $\${ for the characters themselves.`,
      );
      return whole;
    }
    const value = Object.hasOwn(variables.env, name) ? variables.env[name] : undefined;
    if (value === undefined) {
      problem(`The environment variable ${name} is not set.`);
      return "";
    }
    return value;
  });
}
