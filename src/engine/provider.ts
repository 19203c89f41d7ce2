import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Child, eachLine, sdkPath } from "./children";
import type { Environment } from "./environment";
import { EngineError } from "./errors";
import { failureOf } from "./failure";
import { CHANNEL_OPTIONS, fromStruct, toStruct } from "./grpc";
import type { Project } from "./project";
import { ProviderStderr } from "./stderr";
import { type PropertyMap, plainMap } from "./values";

export interface CheckResult {
  inputs: PropertyMap;
  failures: { property: string; reason: string }[];
}

export interface DiffResult {
  changes: "some" | "none" | "unknown";
  replaces: string[];
  deleteBeforeReplace: boolean;
}

export interface Made {
  id: string;
  outputs: PropertyMap;
}

export interface ReadResult extends Made {
  inputs?: PropertyMap;
}

export interface ProviderOptions {
  project: Project;
  stack: string;
  env: Environment;
  config: Record<string, string>;
  onOutput(severity: "info" | "warning", text: string): void;
}

type Call<Request, Response> = (
  request: Request,
  callback: (error: grpc.ServiceError | null, response: Response) => void,
) => unknown;

/** The process that runs the dynamic providers, which is the SDK's own server; sees plain values, never secret marks. */
export class Provider {
  private readonly stderr: ProviderStderr;

  private constructor(
    private readonly child: Child,
    private readonly client: ResourceProviderClient,
    onOutput: ProviderOptions["onOutput"],
  ) {
    this.stderr = new ProviderStderr((text) => onOutput("warning", text));
    child.process.stderr?.on("data", (data: string) => this.stderr.write(data));
  }

  static async start({ project, stack, env, config, onOutput }: ProviderOptions): Promise<Provider> {
    const child = new Child({
      script: sdkPath(project, "cmd", "dynamic-provider"),
      // It takes the engine's address, which it makes no use of.
      args: ["127.0.0.1:0"],
      cwd: project.programFolder,
      env: { ...env, PULUMI_NODEJS_PROJECT: project.name, PULUMI_NODEJS_STACK: stack, PULUMI_PROJECT: project.name },
    });
    child.process.stderr?.setEncoding("utf8");
    const port = await firstLine(child, onOutput);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), CHANNEL_OPTIONS);
    const provider = new Provider(child, client, onOutput);
    await provider.configure(config);
    return provider;
  }

  private async configure(config: Record<string, string>): Promise<void> {
    const request = new proto.ConfigureRequest();
    request.setArgs(toStruct(config));
    request.setAcceptsecrets(false);
    await this.call<proto.ConfigureRequest, proto.ConfigureResponse>(this.client.configure, request);
  }

  async check(urn: string, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    const request = new proto.CheckRequest();
    request.setUrn(urn);
    request.setOlds(toStruct(plainMap(olds)));
    request.setNews(toStruct(plainMap(news)));
    const response = await this.call<proto.CheckRequest, proto.CheckResponse>(this.client.check, request);
    const failures = response.getFailuresList().map((failure) => ({
      property: failure.getProperty(),
      reason: failure.getReason(),
    }));
    return { inputs: fromStruct(response.getInputs()), failures };
  }

  async diff(
    urn: string,
    id: string,
    old: Before,
    news: PropertyMap,
    ignoreChanges: readonly string[],
  ): Promise<DiffResult> {
    const request = filled(new proto.DiffRequest(), urn, id, old, news, ignoreChanges);
    const response = await this.call<proto.DiffRequest, proto.DiffResponse>(this.client.diff, request);
    const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    return {
      changes: changes === DIFF_SOME ? "some" : changes === DIFF_NONE ? "none" : "unknown",
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(urn: string, inputs: PropertyMap): Promise<Made> {
    const request = new proto.CreateRequest();
    request.setUrn(urn);
    request.setProperties(toStruct(inputs));
    const response = await this.call<proto.CreateRequest, proto.CreateResponse>(this.client.create, request);
    return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
  }

  async update(
    urn: string,
    id: string,
    old: Before,
    news: PropertyMap,
    ignoreChanges: readonly string[],
  ): Promise<PropertyMap> {
    const request = filled(new proto.UpdateRequest(), urn, id, old, news, ignoreChanges);
    const response = await this.call<proto.UpdateRequest, proto.UpdateResponse>(this.client.update, request);
    return fromStruct(response.getProperties());
  }

  /** Nothing if there is no such object any more. */
  async read(urn: string, id: string, inputs: PropertyMap, outputs: PropertyMap): Promise<ReadResult | undefined> {
    const request = new proto.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setInputs(toStruct(plainMap(inputs)));
    request.setProperties(toStruct(plainMap(outputs)));
    const response = await this.call<proto.ReadRequest, proto.ReadResponse>(this.client.read, request);
    if (!response.getId()) return undefined;
    const struct = response.getInputs();
    return {
      id: response.getId(),
      outputs: fromStruct(response.getProperties()),
      ...(struct && { inputs: fromStruct(struct) }),
    };
  }

  async delete(urn: string, id: string, inputs: PropertyMap, outputs: PropertyMap): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOldInputs(toStruct(plainMap(inputs)));
    request.setProperties(toStruct(plainMap(outputs)));
    await this.call<proto.DeleteRequest, unknown>(this.client.delete, request);
  }

  private call<Request, Response>(method: Call<Request, Response>, request: Request): Promise<Response> {
    return new Promise((resolve, reject) => {
      method.call(this.client, request, (error, response) => {
        if (!error) return resolve(response);
        this.stderr.answeredWith(error.details);
        reject(failureOf(error));
      });
    });
  }

  kill(): void {
    this.child.kill();
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.child.stop();
    this.stderr.flush();
  }
}

/** The server prints its port first; what it prints after that is the providers' own. */
async function firstLine(child: Child, onOutput: ProviderOptions["onOutput"]): Promise<number> {
  let errors = "";
  const collect = (text: string) => {
    errors += text;
  };
  child.process.stderr?.on("data", collect);
  try {
    return await new Promise<number>((resolve, reject) => {
      let port: number | undefined;
      eachLine(child.process.stdout, (line) => {
        if (port !== undefined) return onOutput("info", line);
        port = Number(line.trim());
        if (Number.isInteger(port) && port > 0) resolve(port);
        else port = undefined;
      });
      const failed = (why: string) =>
        reject(new EngineError("provider", `The dynamic provider did not start (${why}).\n${errors}`.trimEnd()));
      child.exited.then(
        (code) => failed(`exit code ${code}`),
        (error) => failed(String(error)),
      );
    });
  } finally {
    child.process.stderr?.off("data", collect);
  }
}

interface Before {
  inputs: PropertyMap;
  outputs: PropertyMap;
}

/** What a diff and an update are both told. */
function filled<Request extends proto.DiffRequest | proto.UpdateRequest>(
  request: Request,
  urn: string,
  id: string,
  old: Before,
  news: PropertyMap,
  ignoreChanges: readonly string[],
): Request {
  request.setUrn(urn);
  request.setId(id);
  request.setOlds(toStruct(plainMap(old.outputs)));
  request.setOldInputs(toStruct(plainMap(old.inputs)));
  request.setNews(toStruct(plainMap(news)));
  request.setIgnorechangesList([...ignoreChanges]);
  return request;
}
