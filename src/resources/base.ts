import * as pulumi from "@pulumi/pulumi";
import { keepOneLine } from "./source-position";

/**
 * What Pulumi keeps in each resource's state to find the code behind it. It is the same in every release, so that
 * state of any release reaches the installed one.
 */
export const providerSource =
  'exports.handler=()=>require("module").createRequire(process.cwd()+"/x.js")("authentik-stacks/provider").provider';

export interface ResourceSort {
  /** What the provider knows it by. */
  kind: string;
  /** What people see: `authentik:Application`. */
  typeName: string;
  /** The outputs that are no inputs. */
  outputs: string[];
  /** The properties that are never shown. */
  secrets: string[];
}

/** Anything that the provider of this package looks after. */
export abstract class ProviderResource extends pulumi.CustomResource {
  protected constructor(sort: ResourceSort, name: string, inputs: object, options: pulumi.CustomResourceOptions = {}) {
    const restore = keepOneLine();
    try {
      super(
        `pulumi-nodejs:dynamic/authentik:${sort.typeName}`,
        name,
        {
          __provider: providerSource,
          __kind: sort.kind,
          ...Object.fromEntries(sort.outputs.map((output) => [output, undefined])),
          ...inputs,
        },
        { ...options, additionalSecretOutputs: [...(options.additionalSecretOutputs ?? []), ...sort.secrets] },
      );
    } finally {
      restore();
    }
  }
}
