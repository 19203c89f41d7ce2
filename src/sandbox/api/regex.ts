/** Whether Python's re takes a pattern. JavaScript's own parser decides, once the two dialects' differences are gone. */
export function isPythonRegex(pattern: string): boolean {
  const translated = pattern
    .replaceAll("(?P<", "(?<")
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replace(/^\(\?[aiLmsux]+\)/, "")
    .replaceAll("\\A", "^")
    .replaceAll("\\Z", "$")
    .replace(/([*+?}])\+/g, "$1");
  try {
    new RegExp(translated);
    return true;
  } catch {
    return false;
  }
}
