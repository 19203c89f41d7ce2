import type * as pulumi from "@pulumi/pulumi";
import { type Kind, kindOf } from "../authentik/catalogue";
import { toCamel } from "../authentik/names";
import { type Environment, OidcApplication } from "../components/oidc-application";
import { fieldsByProperty } from "../resources/inputs";
import { AuthentikResource, type AuthentikResourceOptions, type Reference } from "../resources/resource";
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

/** Declares everything in a stack. */
export function declareStack(stack: StackFile): StackOutputs {
  return new StackProgram(stack).declare();
}

class StackProgram {
  /** What makes each declared object, by kind and natural key: a reference may come before what it refers to. */
  readonly #makers = new Map<string, () => AuthentikResource>();
  readonly #made = new Map<string, AuthentikResource>();
  readonly #apps = new Map<string, OidcApplication>();
  /** What is being made, to see a circle. */
  readonly #making: string[] = [];

  constructor(private readonly stack: StackFile) {
    for (const [name, group] of Object.entries(stack.groups ?? {})) {
      const { adopt, ...fields } = group ?? {};
      this.#plan("core/groups", name, () => this.#object("core/groups", name, { name, ...fields }, adopt));
    }
    for (const [name, scope] of Object.entries(stack.scopes ?? {})) {
      const kind = "propertymappings/provider/scope";
      this.#plan(kind, name, () => this.#object(kind, name, scopeFields(name, scope), scope.adopt));
    }
    for (const [key, app] of Object.entries(stack.apps ?? {})) {
      this.#plan("core/applications", app.slug ?? key, () => this.#app(key, app).application);
      this.#plan("providers/oauth2", providerName(key, app), () => this.#app(key, app).provider);
    }
    for (const resource of stack.resources ?? []) {
      const kind = kindOf(resource.kind);
      const name = naturalName(kind, resource);
      this.#plan(kind.kind, name, () => this.#object(kind.kind, name, resourceFields(resource), resource.adopt));
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

  #object(kind: string, name: string, fields: Record<string, unknown>, adopt?: boolean): AuthentikResource {
    return new CatalogueObject(kind, name, this.#withReferences(kind, fields), { adopt: adopt ?? this.stack.adopt });
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
          ...this.#withReferences("providers/oauth2", app.provider ?? {}),
        },
        application: this.#withReferences("core/applications", app.application ?? {}),
        credentials: app.credentials,
        internalUrl: this.stack.internalUrl,
        scopeNames: app.scopes,
      },
      { adopt: app.adopt ?? this.stack.adopt },
    );
    this.#apps.set(key, declared);
    return declared;
  }

  #withReferences(kind: string, fields: Record<string, unknown>): Record<string, unknown> {
    const resolved = { ...fields };
    for (const { property, field } of fieldsByProperty(kindOf(kind)).values()) {
      const value = fields[property];
      const refs = field.ref;
      if (!refs || value === undefined) continue;
      resolved[property] = Array.isArray(value)
        ? value.map((item) => this.#reference(refs, item))
        : this.#reference(refs, value);
    }
    return resolved;
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
    return name as Reference;
  }
}

function scopeFields(name: string, scope: ScopeEntry): Record<string, unknown> {
  return {
    name,
    scopeName: scope.scope ?? name,
    ...(scope.description !== undefined && { description: scope.description }),
    expression: scope.expression ?? claimsExpression(scope.claims ?? {}),
  };
}

function resourceFields({ kind: _, adopt: __, ...fields }: ResourceEntry): Record<string, unknown> {
  return fields;
}

/** An object's natural key in one text; of several parts that may be missing, each says which one it is. */
function naturalName(kind: Kind, resource: ResourceEntry): string {
  const parts = kind.key.map((name) => ({ name, value: resource[toCamel(name)] }));
  return parts
    .filter(({ value }) => value !== undefined && value !== null)
    .map(({ name, value }) => (kind.fields[name]?.required === true ? String(value) : `${toCamel(name)}:${value}`))
    .join("/");
}
