import type { AliasSpec, Registration } from "./registration";
import { makeUrn, parseUrn, STACK_TYPE, typedUrn } from "./urn";

/** Which URNs a resource may have had before, in the order in which they are tried. */
export class Aliases {
  /** The old URN of every resource that was found under one. */
  private readonly found = new Map<string, string>();

  constructor(
    private readonly stack: string,
    private readonly project: string,
  ) {}

  record(urn: string, oldUrn: string): void {
    this.found.set(urn, oldUrn);
  }

  of(resource: Registration): string[] {
    const own = resource.aliases.map((alias) => this.resolve(alias, resource));
    const parentAlias = this.found.get(resource.parent);
    if (!parentAlias) return [...new Set(own)];
    const inherited = [{ type: resource.type, name: resource.name }, ...own.map(parseUrn)].map(({ type, name }) =>
      this.inherit(type, name, parseUrn(resource.parent).name, parentAlias),
    );
    return [...new Set([...own, ...inherited])];
  }

  private resolve(alias: AliasSpec, resource: Registration): string {
    if (alias.urn) return alias.urn;
    const given = alias.parentUrn ? (this.found.get(alias.parentUrn) ?? alias.parentUrn) : resource.parent;
    const parent = alias.noParent || (given && parseUrn(given).qualifiedType === STACK_TYPE) ? "" : given;
    return makeUrn(
      alias.stack || this.stack,
      alias.project || this.project,
      parent,
      alias.type || resource.type,
      alias.name || resource.name,
    );
  }

  /** A child whose name begins with its parent's is taken to have been named after the parent's old name. */
  private inherit(type: string, name: string, parentName: string, parentAlias: string): string {
    const old = parseUrn(parentAlias);
    const oldName = name.startsWith(parentName) ? old.name + name.slice(parentName.length) : name;
    return typedUrn(this.stack, this.project, old.qualifiedType, type, oldName);
  }
}
