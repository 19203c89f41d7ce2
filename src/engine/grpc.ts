import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PropertyMap } from "./values";

const LARGEST_MESSAGE = 400 * 1024 * 1024;

export const CHANNEL_OPTIONS: grpc.ChannelOptions = {
  "grpc.max_receive_message_length": LARGEST_MESSAGE,
  "grpc.max_send_message_length": LARGEST_MESSAGE,
  // Only ever to this machine, whatever proxy the environment names.
  "grpc.enable_http_proxy": 0,
};

export function toStruct(map: PropertyMap): Struct {
  return Struct.fromJavaScript(map as Parameters<typeof Struct.fromJavaScript>[0]);
}

export function fromStruct(struct: Struct | undefined): PropertyMap {
  return (struct?.toJavaScript() ?? {}) as PropertyMap;
}

/** A service in which what is not served says so, and what to use instead. */
export function withUnserved(
  definition: grpc.ServiceDefinition,
  served: Record<string, grpc.UntypedHandleCall>,
): grpc.UntypedServiceImplementation {
  const implementation: grpc.UntypedServiceImplementation = { ...served };
  for (const [name, method] of Object.entries(definition)) {
    if (name in served) continue;
    const error = {
      code: grpc.status.UNIMPLEMENTED,
      details: `${name} is not supported by the built-in engine; use the Pulumi CLI`,
    };
    implementation[name] = method.responseStream
      ? (call: { emit(event: "error", error: object): void }) => call.emit("error", error)
      : (_call: unknown, callback: (error: object) => void) => callback(error);
  }
  return implementation;
}

export async function listen(server: grpc.Server): Promise<string> {
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return `127.0.0.1:${port}`;
}
