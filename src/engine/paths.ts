import { isObject, isSecret, type PropertyMap } from "./values";

export type PropertyPath = readonly (string | number)[];

const SIMPLE_KEY = /^[A-Za-z_$][\w$-]*$/;

/** Reads `a.b[0]["c.d"][*]`, Pulumi's notation for a place in properties. */
export function parsePath(text: string): PropertyPath {
  const path: (string | number)[] = [];
  const token = /\.?([^.[\]"]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]/gy;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) return [text];
    const [, key, quoted, index] = match;
    if (index !== undefined) path.push(index === "*" ? "*" : Number(index));
    else path.push(quoted !== undefined ? quoted.replace(/\\(.)/g, "$1") : (key as string));
  }
  return path;
}

export function formatPath(path: PropertyPath): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!SIMPLE_KEY.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Whether `path` lies at or below `outer`, in which `*` stands for any step. */
export function pathContains(outer: PropertyPath, path: PropertyPath): boolean {
  return (
    outer.length <= path.length && outer.every((step, index) => step === "*" || String(step) === String(path[index]))
  );
}

/** Puts back what `from` holds at `path`, as `ignoreChanges` asks; a place missing in `from` is removed. */
export function resetPath(target: PropertyMap, from: PropertyMap, path: PropertyPath): PropertyMap {
  return reset(target, from, path) as PropertyMap;
}

const ABSENT = Symbol("absent");

function reset(target: unknown, from: unknown, path: PropertyPath): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return from;
  if (isSecret(target)) return { ...target, value: reset(target.value, isSecret(from) ? from.value : from, path) };
  const source = isSecret(from) ? from.value : from;
  if (step === "*") {
    const keys = Array.isArray(target) ? [...target.keys()] : isObject(target) ? Object.keys(target) : [];
    return keys.reduce<unknown>((result, key) => reset(result, source, [key, ...rest]), target);
  }
  const old = childOf(source, step);
  if (Array.isArray(target)) {
    const index = Number(step);
    if (old === ABSENT || !(index in target)) return target;
    return target.map((item, at) => (at === index ? reset(item, old, rest) : item));
  }
  if (!isObject(target)) return target;
  const current = childOf(target, step);
  if (rest.length === 0) {
    const { [String(step)]: _dropped, ...others } = target;
    return old === ABSENT ? others : { ...target, [step]: old };
  }
  return old === ABSENT || current === ABSENT ? target : { ...target, [step]: reset(current, old, rest) };
}

function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return Number(step) in value ? value[Number(step)] : ABSENT;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : ABSENT;
}
