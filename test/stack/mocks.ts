import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { declareStack, type StackOutputs } from "../../src/stack/program";
import type { StackFile } from "../../src/stack/schema";

/** A resource as the engine is told of it. */
export interface Declared {
  /** What comes after `authentik:`. */
  type: string;
  name: string;
  parent: string;
  inputs: Record<string, unknown>;
  /** The outputs that the engine is to keep secret. */
  secrets: string[];
  /** The names that it had before. */
  aliases: string[];
  retainOnDelete: boolean;
}

interface Registration {
  getType(): string;
  getName(): string;
  getParent(): string;
  getAdditionalsecretoutputsList(): string[];
  getAliasesList(): { getSpec(): { getName(): string } | undefined }[];
  getRetainondelete(): boolean;
}

const answered = [
  ...["pk", "clientId", "clientSecret", "value", "issuer", "discoveryUrl", "url"],
  ...["authorizationEndpoint", "tokenEndpoint", "userinfoEndpoint", "endSessionEndpoint", "jwksUri"],
];

/** What the stacks of a file's tests declare. */
export interface Program {
  /** All of it, by the test that runs. */
  all(): Declared[];
  declare(stack: StackFile, secrets?: ReadonlySet<string>): Promise<StackOutputs>;
  /** The one resource of that type and name. */
  declaredAs(type: string, name: string): Declared;
  /** Its inputs without those that are about the resource itself. */
  inputsOf(type: string, name: string): Record<string, unknown>;
}

export function mockProgram(): Program {
  let declared: Declared[];
  beforeEach(() => {
    declared = mockEngine();
  });
  afterEach(() => vi.restoreAllMocks());

  return { all: () => declared, declare, declaredAs, inputsOf };

  async function declare(stack: StackFile, hidden?: ReadonlySet<string>): Promise<StackOutputs> {
    const outputs = declareStack(stack, hidden);
    // Once all of it has reached the engine.
    await pulumi.runtime.disconnect();
    return outputs;
  }

  function declaredAs(type: string, name: string): Declared {
    const found = declared.filter((resource) => resource.type === type && resource.name === name);
    expect(found, `${type} ${name} is declared once`).toHaveLength(1);
    return found[0] as Declared;
  }

  function inputsOf(type: string, name: string): Record<string, unknown> {
    const { inputs } = declaredAs(type, name);
    return Object.fromEntries(Object.entries(inputs).filter(([property]) => !property.startsWith("__")));
  }
}

/** The id that a provider gets here: providers have numbers. */
export function providerId(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003, 1);
}

/** Stands in for Pulumi's engine: notes what is declared, and answers with texts that say what they stand for. */
function mockEngine(): Declared[] {
  const declared: Declared[] = [];
  const registrations = new Map<string, Registration>();
  const register = MockMonitor.prototype.registerResource;
  vi.spyOn(MockMonitor.prototype, "registerResource").mockImplementation(function (this: MockMonitor, request, answer) {
    registrations.set(`${request.getType()} ${request.getName()}`, request as Registration);
    return register.call(this, request, answer);
  });
  pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        const registration = registrations.get(`${type} ${name}`);
        const secrets = registration?.getAdditionalsecretoutputsList() ?? [];
        const shortType = type.replace(/^.*authentik:/, "");
        const parent = (registration?.getParent() ?? "")
          .split("::")
          .slice(2)
          .join(" ")
          .replace(/^.*authentik:/, "");
        const aliases = registration?.getAliasesList().map((alias) => alias.getSpec()?.getName() ?? "") ?? [];
        const retainOnDelete = registration?.getRetainondelete() ?? false;
        declared.push({ type: shortType, name, parent, inputs, secrets, aliases, retainOnDelete });
        const outputs = Object.fromEntries(
          answered.map((property) => [property, `${property} of ${shortType} ${name}`]),
        );
        const state: Record<string, unknown> = { ...outputs, ...inputs };
        for (const property of secrets) if (property in state) state[property] = pulumi.secret(state[property]);
        const id = shortType === "OAuth2Provider" ? String(providerId(name)) : `id of ${shortType} ${name}`;
        return { id, state };
      },
      call: () => ({}),
    },
    "project",
    "test",
  );
  return declared;
}

/** The value of an output, once it is known. */
export function known<T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => pulumi.output(value).apply(resolve));
}

/** An input as `{ secret: value }` where the engine is told that it is secret. */
export function secretOr(input: unknown): unknown {
  const marked = input as Record<string, unknown> | undefined;
  return marked?.["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270"
    ? { secret: marked.value }
    : input;
}
