import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Deployment, Registered } from "./deployment";
import { EngineError, messageOf } from "./errors";
import type { LogEvent } from "./events";
import { CHANNEL_OPTIONS, fromStruct, listen, toStruct, withUnserved } from "./grpc";
import { readRegistration } from "./registration";
import type { Report } from "./report";
import { fromWire, type PropertyMap, plainMap } from "./values";

const FEATURES = new Set(["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith"]);

const RESULTS = { success: proto.Result.SUCCESS, fail: proto.Result.FAIL, skip: proto.Result.SKIP };

// What the SDK logs for its own developers is left out: it is many lines for each resource.
const SEVERITIES: Partial<Record<engine.LogSeverity, LogEvent["severity"]>> = {
  [engine.LogSeverity.INFO]: "info",
  [engine.LogSeverity.WARNING]: "warning",
  [engine.LogSeverity.ERROR]: "error",
};

type Unary<Request, Response> = (
  call: grpc.ServerUnaryCall<Request, Response>,
  callback: grpc.sendUnaryData<Response>,
) => void;

/** The side of Pulumi's protocol that a program talks to: the resource monitor and the engine, on one port. */
export class Monitor {
  private readonly server = new grpc.Server(CHANNEL_OPTIONS);
  private readonly underWay = new Set<Promise<unknown>>();
  private rootUrn = "";
  /** Whether the program came to its end and everything was done that follows from it. */
  finished = false;
  address = "";

  constructor(
    private readonly deployment: Deployment,
    private readonly report: Report,
    private readonly root: string,
  ) {
    this.server.addService(
      ResourceMonitorService as unknown as grpc.ServiceDefinition,
      withUnserved(ResourceMonitorService as unknown as grpc.ServiceDefinition, {
        supportsFeature: this.unary((request: proto.SupportsFeatureRequest) => this.supportsFeature(request)),
        registerResource: this.unary((request: proto.RegisterResourceRequest) => this.registerResource(request)),
        registerResourceOutputs: this.unary((request: proto.RegisterResourceOutputsRequest) => this.outputs(request)),
        signalAndWaitForShutdown: this.unary(() => this.signalAndWaitForShutdown()),
      }),
    );
    this.server.addService(
      EngineService as unknown as grpc.ServiceDefinition,
      withUnserved(EngineService as unknown as grpc.ServiceDefinition, {
        log: this.unary((request: engine.LogRequest) => this.log(request)),
        setRootResource: this.unary((request: engine.SetRootResourceRequest) => this.setRootResource(request)),
        getRootResource: this.unary(() => this.getRootResource()),
      }),
    );
  }

  async start(): Promise<void> {
    this.address = await listen(this.server);
  }

  /** Resolves when nothing that the program asked for is under way any more. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  close(): void {
    this.server.forceShutdown();
  }

  private unary<Request, Response>(
    handle: (request: Request) => Promise<Response> | Response,
  ): Unary<Request, Response> {
    return (call, callback) => {
      const work = Promise.resolve()
        .then(() => handle(call.request))
        .then(
          (response) => callback(null, response),
          (error) => callback({ code: statusOf(error), details: messageOf(error) }),
        );
      this.underWay.add(work);
      work.finally(() => this.underWay.delete(work));
    };
  }

  private supportsFeature(request: proto.SupportsFeatureRequest): proto.SupportsFeatureResponse {
    const response = new proto.SupportsFeatureResponse();
    response.setHassupport(FEATURES.has(request.getId()));
    return response;
  }

  private async registerResource(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    const registered = await this.deployment.register(readRegistration(request, this.root));
    if (registered.result !== "success" && !request.getSupportsresultreporting()) {
      throw new EngineError("resource", `${request.getName()} could not be brought about`);
    }
    return answer(registered, request.getAcceptsecrets());
  }

  private async outputs(request: proto.RegisterResourceOutputsRequest): Promise<Empty> {
    const outputs = fromWire(fromStruct(request.getOutputs())) as PropertyMap;
    await this.deployment.registerOutputs(request.getUrn(), outputs);
    return new Empty();
  }

  private async signalAndWaitForShutdown(): Promise<Empty> {
    await this.deployment.finish();
    this.finished = true;
    return new Empty();
  }

  private log(request: engine.LogRequest): Empty {
    const severity = SEVERITIES[request.getSeverity()];
    if (severity === "error") this.report.fail(request.getMessage(), request.getUrn() || undefined);
    else if (severity && !request.getEphemeral())
      this.report.log(severity, request.getMessage(), request.getUrn() || undefined);
    return new Empty();
  }

  private setRootResource(request: engine.SetRootResourceRequest): engine.SetRootResourceResponse {
    this.rootUrn = request.getUrn();
    return new engine.SetRootResourceResponse();
  }

  private getRootResource(): engine.GetRootResourceResponse {
    const response = new engine.GetRootResourceResponse();
    response.setUrn(this.rootUrn);
    return response;
  }
}

function answer({ urn, id, outputs, result }: Registered, acceptsSecrets: boolean): proto.RegisterResourceResponse {
  const response = new proto.RegisterResourceResponse();
  response.setUrn(urn);
  response.setId(id ?? "");
  response.setObject(toStruct(acceptsSecrets ? outputs : plainMap(outputs)));
  response.setResult(RESULTS[result]);
  return response;
}

/** To a program "unavailable" means that it is to end without a word. */
function statusOf(error: unknown): grpc.status {
  return error instanceof EngineError && error.code === "interrupted" ? grpc.status.UNAVAILABLE : grpc.status.UNKNOWN;
}
