export type Environment = Record<string, string | undefined>;

/** The process's environment with the caller's values over it; `undefined` takes a variable away. */
export function environmentWith(changes: Environment = {}): Environment {
  const merged: Environment = { ...process.env, ...changes };
  for (const [name, value] of Object.entries(merged)) {
    if (value === undefined) delete merged[name];
  }
  return merged;
}
