import * as pulumi from "@pulumi/pulumi";
import { type Kind, kindOf } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";
import { type Environment, OidcApplication } from "../components/oidc-application";
import { fieldsByProperty } from "../resources/inputs";
import { AuthentikResource, type AuthentikResourceOptions, type Reference } from "../resources/resource";
import { isRecord } from "../resources/values";
import { claimsExpression } from "./claims";
import { kindsIn, providerName } from "./names";
import type { AppEntry, ResourceEntry, ScopeEntry, StackFile } from "./schema";

/** What `pulumi stack output` shows of a stack. */
export interface StackOutputs {
  /** By the app's key in the stack file. */
  apps: Record<string, { slug: string; clientId: pulumi.Output<string>; issuer?: pulumi.Output<string> }>;
  /** By the app's key, one for each delivery: secret. */
  credentials: Record<string, { profile: string; path?: string; variables: Environment }[]>;
}

/** An object of a kind that is known by its path alone. */
class CatalogueObject extends AuthentikResource {
  constructor(kind: string, name: string, args: object, opts?: AuthentikResourceOptions) {
    super(kind, name, args, opts);
  }
}

/** What an entry says of how its object is looked after. */
interface Handling {
  adopt?: boolean;
  renamedFrom?: string;
  retain?: boolean;
}

/**
 * Declares everything in a stack.
 *
 * @param secrets Values that must not be in the state in plain text. A field of a group, a scope, a resource, or below an
 * app's `provider` or `application`, with one of them anywhere in it is a secret input, as a whole. An app's other fields
 * are public by their nature, as are the names that its resources are known by.
 */
export function declareStack(stack: StackFile, secrets: ReadonlySet<string> = new Set()): StackOutputs {
  return new StackProgram(stack, [...secrets]).declare();
}

class StackProgram {
  /** What makes each declared object, by kind and natural key: a reference may come before what it refers to. */
  readonly #makers = new Map<string, () => AuthentikResource>();
  readonly #made = new Map<string, AuthentikResource>();
  readonly #apps = new Map<string, OidcApplication>();
  /** What the renamed objects were called before, by kind and natural key. */
  readonly #formerNames = new Map<string, string>();
  /** What is being made, to see a circle. */
  readonly #making: string[] = [];

  constructor(
    private readonly stack: StackFile,
    private readonly secrets: string[],
  ) {
    for (const [name, group] of Object.entries(stack.groups ?? {})) {
      const { adopt, renamedFrom, retain, ...fields } = group ?? {};
      const handling = { adopt, renamedFrom, retain };
      this.#note("core/groups", name, renamedFrom);
      this.#plan("core/groups", name, () => this.#object("core/groups", name, { name, ...fields }, handling));
    }
    for (const [name, scope] of Object.entries(stack.scopes ?? {})) {
      const kind = "propertymappings/provider/scope";
      this.#plan(kind, name, () => this.#object(kind, name, this.#scopeFields(name, scope), scope));
    }
    for (const [key, app] of Object.entries(stack.apps ?? {})) {
      if (app.slug === undefined) this.#note("core/applications", key, app.renamedFrom);
      if (providerName(key, app) === key) this.#note("providers/oauth2", key, app.renamedFrom);
      this.#plan("core/applications", app.slug ?? key, () => this.#app(key, app).application);
      this.#plan("providers/oauth2", providerName(key, app), () => this.#app(key, app).provider);
    }
    for (const resource of stack.resources ?? []) {
      const kind = kindOf(resource.kind);
      const name = naturalName(kind, resource);
      const { kind: _, adopt, retain, ...fields } = resource;
      const formerly = naturalName(kind, resource, (refs, part) => this.#formerName(refs, part) ?? part);
      const renamedFrom = formerly === name ? undefined : formerly;
      this.#plan(kind.kind, name, () => this.#object(kind.kind, name, fields, { adopt, renamedFrom, retain }));
    }
  }

  declare(): StackOutputs {
    for (const place of this.#makers.keys()) this.#make(place);
    const outputs: StackOutputs = { apps: {}, credentials: {} };
    for (const [key, app] of Object.entries(this.stack.apps ?? {})) {
      const made = this.#app(key, app);
      outputs.apps[key] = {
        slug: app.slug ?? key,
        clientId: made.clientId,
        ...(made.issuer && { issuer: made.issuer }),
      };
      if (!app.credentials?.length) continue;
      outputs.credentials[key] = app.credentials.map(({ profile, path }, index) => ({
        profile: profile ?? "generic",
        ...(path !== undefined && { path }),
        variables: made.environments[index] as Environment,
      }));
    }
    return outputs;
  }

  #plan(kind: string, name: string, maker: () => AuthentikResource): void {
    const place = `${kind} ${name}`;
    if (this.#makers.has(place)) throw new Error(`The stack declares ${place} twice.`);
    this.#makers.set(place, maker);
  }

  #note(kind: string, name: string, renamedFrom: string | undefined): void {
    if (renamedFrom !== undefined) this.#formerNames.set(`${kind} ${name}`, renamedFrom);
  }

  #formerName(refs: string[], name: string): string | undefined {
    return refs
      .flatMap(kindsIn)
      .map((kind) => this.#formerNames.get(`${kind} ${name}`))
      .find((former) => former !== undefined);
  }

  #make(place: string): AuthentikResource {
    const made = this.#made.get(place);
    if (made) return made;
    if (this.#making.includes(place)) {
      const circle = [...this.#making.slice(this.#making.indexOf(place)), place].join(" → ");
      throw new Error(`These objects refer to one another in a circle: ${circle}.`);
    }
    this.#making.push(place);
    const resource = (this.#makers.get(place) as () => AuthentikResource)();
    this.#making.pop();
    this.#made.set(place, resource);
    return resource;
  }

  #object(kind: string, name: string, fields: Record<string, unknown>, handling: Handling): AuthentikResource {
    return new CatalogueObject(kind, name, this.#inputs(kind, fields), this.#options(handling));
  }

  #options({ adopt, renamedFrom, retain }: Handling): AuthentikResourceOptions {
    return {
      adopt: adopt ?? this.stack.adopt,
      ...(renamedFrom !== undefined && { aliases: [{ name: renamedFrom }] }),
      ...(retain && { retainOnDelete: true }),
    };
  }

  #app(key: string, app: AppEntry): OidcApplication {
    const made = this.#apps.get(key);
    if (made) return made;
    const group = (name: string) => this.#reference(["core/groups"], name);
    const user = (name: string) => this.#reference(["core/users"], name);
    const scopes = app.scopes?.map((name) => this.#reference(["propertymappings/provider/scope"], name));
    const declared = new OidcApplication(
      key,
      {
        slug: app.slug ?? key,
        name: app.name,
        redirectUris: app.redirectUris,
        scopes,
        clientId: app.clientId,
        clientType: app.clientType,
        launchUrl: app.launchUrl,
        authorizationFlow: this.#optional(["flows/instances"], app.authorizationFlow),
        invalidationFlow: this.#optional(["flows/instances"], app.invalidationFlow),
        signingKey: this.#optional(["crypto/certificatekeypairs"], app.signingKey),
        access: {
          groups: Object.fromEntries((app.access?.groups ?? []).map((name) => [name, group(name)])),
          users: Object.fromEntries((app.access?.users ?? []).map((name) => [name, user(name)])),
        },
        provider: {
          ...(app.providerName !== undefined && { name: app.providerName }),
          ...this.#inputs("providers/oauth2", app.provider ?? {}),
        },
        application: this.#inputs("core/applications", app.application ?? {}),
        credentials: app.credentials,
        internalUrl: this.stack.internalUrl,
      },
      { ...this.#options(app), transformations: [(child) => this.#withFormerGroup(key, child)] },
    );
    this.#apps.set(key, declared);
    return declared;
  }

  /** What lets a renamed group into an app is named after the group, and is the same object as before. */
  #withFormerGroup(
    app: string,
    { name, props, opts }: pulumi.ResourceTransformationArgs,
  ): pulumi.ResourceTransformationResult | undefined {
    const beginning = `${app}/group:`;
    const former = name.startsWith(beginning) && this.#formerName(["core/groups"], name.slice(beginning.length));
    return former
      ? { props, opts: { ...opts, aliases: [...(opts.aliases ?? []), { name: `${beginning}${former}` }] } }
      : undefined;
  }

  /** Fields as Pulumi is to have them: names of declared objects as those objects, secrets as secrets. */
  #inputs(kind: string, fields: Record<string, unknown>): Record<string, unknown> {
    const known = fieldsByProperty(kindOf(kind));
    const input = (property: string, value: unknown): unknown => {
      const refs = known.get(property)?.field.ref;
      if (!refs || value === undefined) return this.#hidden(value);
      return Array.isArray(value) ? value.map((item) => this.#reference(refs, item)) : this.#reference(refs, value);
    };
    return Object.fromEntries(Object.entries(fields).map(([property, value]) => [property, input(property, value)]));
  }

  #scopeFields(name: string, { scope, description, expression, claims = {} }: ScopeEntry): Record<string, unknown> {
    const made = claimsExpression(claims);
    return {
      name,
      scopeName: scope ?? name,
      ...(description !== undefined && { description }),
      // The expression that claims become may hold a secret of theirs in pieces.
      expression: expression ?? (this.#holdsSecret(claims) ? pulumi.secret(made) : made),
    };
  }

  /** A value as it is, or as a secret if there is one in it. */
  #hidden(value: unknown): unknown {
    return !pulumi.Output.isInstance(value) && this.#holdsSecret(value) ? pulumi.secret(value) : value;
  }

  #holdsSecret(value: unknown): boolean {
    if (typeof value === "string") return this.secrets.some((secret) => value.includes(secret));
    if (Array.isArray(value)) return value.some((item) => this.#holdsSecret(item));
    return isRecord(value) && Object.values(value).some((item) => this.#holdsSecret(item));
  }

  #optional(refs: string[], name: string | undefined): Reference | undefined {
    return name === undefined ? undefined : this.#reference(refs, name);
  }

  /** The declared object of that name, or the name itself for the server to know. */
  #reference(refs: string[], name: unknown): Reference {
    for (const ref of refs) {
      for (const kind of kindsIn(ref)) {
        const place = `${kind} ${String(name)}`;
        if (this.#makers.has(place)) return this.#make(place);
      }
    }
    return this.#hidden(name) as Reference;
  }
}

/** An object's natural key in one text; of several parts that may be missing, each says which one it is. */
function naturalName(
  kind: Kind,
  resource: ResourceEntry,
  nameOf = (_refs: string[], name: string): string => name,
): string {
  const parts = kind.key.map((name) => {
    const [value, refs] = [resource[toCamel(name)], kind.fields[name]?.ref];
    return { name, value: refs && typeof value === "string" ? nameOf(refs, value) : value };
  });
  return parts
    .filter(({ value }) => value !== undefined && value !== null)
    .map(({ name, value }) => (kind.fields[name]?.required === true ? String(value) : `${toCamel(name)}:${value}`))
    .join("/");
}
