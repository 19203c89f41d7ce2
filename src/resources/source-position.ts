import { pathToFileURL } from "node:url";
import { Resource } from "@pulumi/pulumi";

interface Position {
  uri: string;
  line: number;
  column: number;
}

/** The part of Pulumi's SDK that finds the lines of a program which a resource comes from. */
interface Tracing {
  stackTrace?(skip: number): (Position | undefined)[];
}

const ownCode = pathToFileURL(__dirname).toString();

/**
 * Has Pulumi note only the program's own line for the resources made until the returned function is called. The SDK
 * sends every frame below the constructor, and the engine keeps them all: 1.5 KB of state for each resource, written
 * anew with every step of a run.
 */
export function keepOneLine(): () => void {
  const tracing = Resource as unknown as Tracing;
  const original = tracing.stackTrace;
  if (!original) return () => {};
  tracing.stackTrace = (skip) => {
    const frames = original.call(tracing, skip + 1).filter((frame) => frame && !frame.uri.startsWith(ownCode));
    return frames.slice(0, 1);
  };
  return () => {
    tracing.stackTrace = original;
  };
}
