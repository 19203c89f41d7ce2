import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { fromStruct } from "./grpc";
import type { PropertyMap } from "./values";

/** A provider's refusal, or the end of the provider. */
export class ProviderFailure extends Error {
  constructor(
    message: string,
    /** `lost`: nobody knows whether it was done. */
    readonly kind: "refused" | "lost" | "partial",
    /** What a partly made resource has come to. */
    readonly made?: PartlyMade,
  ) {
    super(message);
    this.name = "ProviderFailure";
  }
}

export interface PartlyMade {
  id: string;
  outputs: PropertyMap;
  inputs?: PropertyMap;
  reasons: string[];
}

export function failureOf(error: grpc.ServiceError): ProviderFailure {
  if (error.code === grpc.status.UNAVAILABLE || error.code === grpc.status.CANCELLED) {
    return new ProviderFailure(`the provider process ended before it answered (${error.details})`, "lost");
  }
  const made = partlyMade(error.metadata);
  return new ProviderFailure(error.details || error.message, made ? "partial" : "refused", made);
}

function partlyMade(metadata: grpc.Metadata | undefined): PartlyMade | undefined {
  const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
  if (!(bytes instanceof Uint8Array)) return undefined;
  const [detail] = Status.deserializeBinary(bytes).getDetailsList();
  const failed = detail?.unpack(ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
  if (!failed) return undefined;
  const inputs = failed.getInputs();
  return {
    id: failed.getId(),
    outputs: fromStruct(failed.getProperties()),
    ...(inputs && { inputs: fromStruct(inputs) }),
    reasons: failed.getReasonsList(),
  };
}
