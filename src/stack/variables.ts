/** Where `${env:NAME}` finds its values. */
export interface Variables {
  env: Record<string, string | undefined>;
}

/** What in a variable's name says that its value is secret. */
const secretName = /secret|token|password|passwd|passphrase|pass$|key|credential/i;

const reference = /\$\$\{|\$\{([^}]*)\}?/g;

/**
 * A text with its variables filled in; `$${` stands for `${`.
 *
 * @param secrets Takes the values of those variables whose names say that they are secret.
 */
export function fillIn(
  text: string,
  variables: Variables,
  secrets: Set<string>,
  problem: (message: string) => void,
): string {
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
    // Nothing can be found in a text that holds nothing.
    if (value !== "" && secretName.test(name)) secrets.add(value);
    return value;
  });
}
