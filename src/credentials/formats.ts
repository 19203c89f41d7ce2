import { stringify } from "yaml";
import { mergeDotenv } from "./dotenv";

/** The forms in which variables are written or printed. */
export const formats = {
  dotenv: (variables: Record<string, string>) => mergeDotenv("", variables),
  json: (variables: Record<string, string>) => `${JSON.stringify(variables, null, 2)}\n`,
  yaml: (variables: Record<string, string>) => stringify(variables, { compat: "yaml-1.1", lineWidth: 0 }),
} as const;

export type Format = keyof typeof formats;

export const formatNames = Object.keys(formats) as Format[];
