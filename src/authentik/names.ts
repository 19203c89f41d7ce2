/** `redirect_uris` → `redirectUris`: Authentik's name of a field as it is written in TypeScript and in stack files. */
export function toCamel(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
