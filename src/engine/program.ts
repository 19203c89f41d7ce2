import { Child, eachLine, sdkPath } from "./children";
import type { Config } from "./config";
import type { Environment } from "./environment";
import type { Project } from "./project";

/** What the SDK's runner ends with when it has reported the failure itself. */
export const ALREADY_REPORTED = 32;

export interface ProgramOptions {
  project: Project;
  stack: string;
  config: Config;
  env: Environment;
  /** Where the resource monitor and the engine listen. */
  address: string;
  dryRun: boolean;
  parallel: number;
  onOutput(severity: "info" | "warning", line: string): void;
}

/** Starts the user's program with the SDK's own runner. Configuration goes through the environment, never arguments. */
export function startProgram(options: ProgramOptions): Child {
  const { project, stack, config, env, address, dryRun, parallel, onOutput } = options;
  const child = new Child({
    nodeArgs: project.nodeArgs,
    script: sdkPath(project, "cmd", "run"),
    args: [
      ...["--monitor", address, "--engine", address],
      ...["--organization", "organization", "--project", project.name, "--stack", stack],
      ...["--root-directory", project.root, "--pwd", project.programFolder],
      ...(dryRun ? ["--dry-run"] : []),
      ...["--parallel", String(parallel), project.programFile],
    ],
    cwd: project.programFolder,
    env: {
      ...env,
      PULUMI_CONFIG: JSON.stringify(config.values),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
      PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
      ...(project.tsconfig && { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
    },
  });
  eachLine(child.process.stdout, (line) => onOutput("info", line));
  eachLine(child.process.stderr, (line) => onOutput("warning", line));
  return child;
}
