import type * as pulumi from "@pulumi/pulumi";
import { ProviderResource } from "../resources/base";
import type { Handler } from "../resources/handler";
import { changedProperties, ownProperties } from "../resources/inputs";
import { randomSecret } from "./random";

export const secretKind = "credentials/secret";

export interface RandomSecretArgs {
  /** How many characters of A–Z a–z 0–9. Default: 64. */
  length?: pulumi.Input<number>;
  /** Another value than before makes another secret. */
  rotation?: pulumi.Input<string | number>;
}

/** A random secret that Authentik does not know, such as the key of an application's own sessions. */
export class RandomSecret extends ProviderResource {
  /** The secret. It lives in the state, encrypted, and stays the same until it is replaced. */
  declare readonly value: pulumi.Output<string>;

  constructor(name: string, args: RandomSecretArgs = {}, opts?: pulumi.CustomResourceOptions) {
    super({ kind: secretKind, typeName: "RandomSecret", outputs: ["value"], secrets: ["value"] }, name, args, opts);
  }
}

export const secretHandler: Handler = {
  check: async (_session, _olds, { length }) =>
    length === undefined || (Number.isInteger(length) && Number(length) >= 16)
      ? []
      : [{ property: "length", reason: "must be a whole number of at least 16." }],
  diff: async (_session, olds, news) => {
    const changed = changedProperties(olds, news, ["length", "rotation"]);
    return { changed, replaces: changed };
  },
  create: async (_session, inputs) => ({
    id: randomSecret(16),
    outs: { ...inputs, value: randomSecret(inputs.length === undefined ? 64 : Number(inputs.length)) },
  }),
  read: async (_session, _id, props) => ({
    inputs: { ...ownProperties(props), length: props.length, rotation: props.rotation },
    outs: props,
  }),
  update: async (_session, _id, olds, news) => ({ ...news, value: olds.value }),
  delete: async () => {},
};
