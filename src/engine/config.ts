import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parse, parseDocument } from "yaml";
import { EngineError, messageOf } from "./errors";
import { writeWhole } from "./files";
import type { Project } from "./project";
import { isObject, type PropertyMap, secret } from "./values";

export interface StackFile {
  path: string;
  text: string | undefined;
  encryptionSalt?: string;
  config: PropertyMap;
}

/** A stack's configuration, decrypted: texts by `namespace:key`, and which of them are secret. */
export interface Config {
  values: Record<string, string>;
  secretKeys: string[];
  /** Every single text that was encrypted. */
  secrets: string[];
}

export function readStackFile(project: Project, stack: string, path?: string): StackFile {
  const file = path ?? join(project.stackConfigFolder, `Pulumi.${stack}.yaml`);
  let text: string | undefined;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT" || path) {
      throw new EngineError("config", `The stack's configuration cannot be read: ${messageOf(cause)}`, { cause });
    }
  }
  const settings = parseStackFile(text ?? "", file);
  if (settings.secretsprovider && settings.secretsprovider !== "passphrase") {
    const provider = String(settings.secretsprovider).split(":")[0];
    throw new EngineError(
      "unsupported",
      `${file}: secrets are encrypted with ${provider}; the built-in engine knows passphrases only. Use the Pulumi CLI.`,
    );
  }
  if (settings.environment) {
    throw new EngineError("unsupported", `${file}: \`environment\` needs Pulumi Cloud; use the Pulumi CLI.`);
  }
  return {
    path: file,
    text,
    encryptionSalt: typeof settings.encryptionsalt === "string" ? settings.encryptionsalt : undefined,
    config: isObject(settings.config) ? settings.config : {},
  };
}

function parseStackFile(text: string, file: string): PropertyMap {
  let settings: unknown;
  try {
    settings = parse(text);
  } catch (cause) {
    throw new EngineError("config", `${file}: ${messageOf(cause)}`, { cause });
  }
  if (settings === null || settings === undefined) return {};
  if (!isObject(settings)) throw new EngineError("config", `${file}: expected \`config:\` with keys below it.`);
  return settings;
}

/** Adds the salt of a new stack below what stands in the file, and changes nothing else in it. */
export function writeEncryptionSalt(file: StackFile, salt: string): void {
  const before = file.text ?? "";
  const appended = `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}encryptionsalt: ${salt}\n`;
  const mode = statSync(file.path, { throwIfNoEntry: false })?.mode ?? 0o644;
  try {
    writeWhole(file.path, saltOf(appended) === salt ? appended : rewritten(before, salt), mode & 0o777);
  } catch (cause) {
    const problem = `${file.path} must hold the new stack's encryption salt, but cannot be written`;
    throw new EngineError("config", `${problem}: ${messageOf(cause)}`, { cause });
  }
}

function saltOf(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length === 0 ? document.get("encryptionsalt") : undefined;
}

function rewritten(text: string, salt: string): string {
  const document = parseDocument(text);
  document.set("encryptionsalt", salt);
  return document.toString({ lineWidth: 0 });
}

export function decryptConfig(project: Project, file: StackFile, decrypt: (text: string) => string): Config {
  const config: Config = { values: {}, secretKeys: [], secrets: [] };
  for (const [name, value] of Object.entries({ ...projectDefaults(project), ...qualified(project, file.config) })) {
    const { value: opened, secret: isSecret } = openValue(value, (text) => {
      try {
        const opened = decrypt(text);
        config.secrets.push(opened);
        return opened;
      } catch (cause) {
        const problem = `${file.path}: the secret \`${name}\` cannot be decrypted with this stack's passphrase.`;
        throw new EngineError("config", problem, { cause });
      }
    });
    config.values[name] = asText(opened);
    if (isSecret) config.secretKeys.push(name);
  }
  checkDeclared(project, config, file);
  return config;
}

function qualified(project: Project, config: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [qualify(project, key), value]));
}

function qualify(project: Project, key: string): string {
  const [first = "", second, third] = key.split(":");
  if (third !== undefined && second === "config") return `${first}:${third}`;
  return second === undefined ? `${project.name}:${key}` : key;
}

/** Pulumi.yaml gives a setting as a bare value, as `value`, or declares it with a type and maybe a default. */
function projectDefaults(project: Project): PropertyMap {
  const defaults: PropertyMap = {};
  for (const [key, given] of Object.entries(project.config)) {
    const value = isDeclaration(given) ? (given.value ?? given.default) : given;
    if (value === undefined || value === null) continue;
    const sealed = isDeclaration(given) && given.secret === true;
    defaults[qualify(project, key)] = sealed ? new PlainSecret(value) : value;
  }
  return defaults;
}

class PlainSecret {
  constructor(readonly value: unknown) {}
}

function isDeclaration(given: unknown): given is PropertyMap {
  return isObject(given) && ["type", "default", "value", "description", "secret", "items"].some((key) => key in given);
}

function checkDeclared(project: Project, config: Config, file: StackFile): void {
  const missing = Object.entries(project.config)
    .filter(([key, given]) => isDeclaration(given) && "type" in given && !(qualify(project, key) in config.values))
    .map(([key]) => qualify(project, key));
  if (missing.length > 0) {
    const names = missing.map((name) => `\`${name}\``).join(", ");
    throw new EngineError(
      "config",
      `Pulumi.yaml declares ${names}, without default: set it in ${basename(file.path)}.`,
    );
  }
}

function openValue(value: unknown, decrypt: (text: string) => string): { value: unknown; secret: boolean } {
  if (value instanceof PlainSecret) return { value: value.value, secret: true };
  if (isObject(value) && Object.keys(value).length === 1 && typeof value.secure === "string") {
    return { value: decrypt(value.secure), secret: true };
  }
  let found = false;
  const open = (inner: unknown): unknown => {
    const opened = openValue(inner, decrypt);
    found ||= opened.secret;
    return opened.value;
  };
  if (Array.isArray(value)) return { value: value.map(open), secret: found };
  if (!isObject(value)) return { value, secret: false };
  const opened = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, open(inner)]));
  return { value: opened, secret: found };
}

function asText(value: unknown): string {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return value === null || value === undefined ? "" : String(value);
}

/** The configuration as the default provider keeps it in the state. */
export function configProperties(config: Config): PropertyMap {
  return Object.fromEntries(
    Object.entries(config.values).map(([key, value]) => [key, config.secretKeys.includes(key) ? secret(value) : value]),
  );
}
