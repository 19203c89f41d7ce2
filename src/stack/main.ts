import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { projectFolder } from "../credentials/files";
import { readStack } from "./load";
import { StackFileError } from "./problems";
import { declareStack, type StackOutputs } from "./program";

/** The Pulumi program of this project: the stack file of the selected stack, declared. */
export = main();

function main(): StackOutputs {
  const file = new pulumi.Config("authentik-stacks").get("file") ?? `stacks/${pulumi.getStack()}.yaml`;
  try {
    const { stack, secrets } = readStack(path.normalize(file), projectFolder());
    return declareStack(stack, secrets);
  } catch (error) {
    throw error instanceof StackFileError ? new pulumi.RunError(error.message) : error;
  }
}
