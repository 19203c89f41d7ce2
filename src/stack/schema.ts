import { z } from "zod";
import { kinds } from "../authentik/catalogue";
import { dotenvProblem } from "../credentials/dotenv";
import { pathProblem } from "../credentials/files";
import { formatNames } from "../credentials/formats";
import { profileNames } from "../credentials/profiles";
import { nearest } from "../resources/check";
import { claimProblem } from "./claims";

const slug = z
  .string()
  .regex(/^[-a-zA-Z0-9_]+$/, "must be a slug: letters, numbers, underscores and hyphens.")
  .max(50, "must have at most 50 characters.");

const redirectUri = z.union([
  z.string().superRefine((value, context) => {
    const problem = redirectUriProblem(value);
    if (problem) context.addIssue(problem);
  }),
  z
    .strictObject({
      matchingMode: z
        .enum(["strict", "regex"])
        .optional()
        .describe("Whether the url is compared as it is, or is a pattern, matched as a whole. Default: strict."),
      url: z.string(),
    })
    .superRefine(({ matchingMode, url }, context) => {
      const problem = matchingMode === "regex" ? patternProblem(url) : redirectUriProblem(url);
      if (problem) context.addIssue({ code: "custom", path: ["url"], message: problem });
    }),
]);

const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of a variable: letters, numbers and underscores.");

const delivery = z
  .strictObject({
    profile: z.enum(profileNames).optional().describe("The names that the application expects. Default: generic."),
    format: z.enum(formatNames).optional().describe("Default: dotenv."),
    path: z
      .string()
      .superRefine((value, context) => {
        const problem = pathProblem(value);
        if (problem) context.addIssue(problem);
      })
      .optional()
      .describe("The file, from the folder of Pulumi.yaml. Without it the credentials are an output only."),
    values: z.record(variableName, z.string()).optional().describe("Values beside the profile's, or instead of them."),
  })
  .superRefine(({ format = "dotenv", values = {} }, context) => {
    for (const [name, value] of Object.entries(values)) {
      const problem = format === "dotenv" && dotenvProblem(value);
      if (problem) context.addIssue({ code: "custom", path: ["values", name], message: problem });
    }
  });

const renamedFrom = z
  .string()
  .min(1)
  .optional()
  .describe("The key that it had in this file before, so that the object is renamed instead of made anew.");

const retain = z
  .boolean()
  .optional()
  .describe("Leave it on the server when the stack no longer declares it, and on destroy.");

const group = z.strictObject({
  isSuperuser: z.boolean().optional().describe("Its members may do everything in Authentik."),
  attributes: z.record(z.string(), z.unknown()).optional().describe("Data for its members, kept as it is."),
  adopt: z.boolean().optional().describe("Take over a group of this name that is there already."),
  renamedFrom,
  retain,
});

const scope = z
  .strictObject({
    scope: z.string().min(1).optional().describe("The scope that a client asks for. Default: the mapping's name."),
    description: z.string().optional().describe("What the person reads when asked for consent."),
    claims: z
      .record(
        z.string().min(1),
        z.string().superRefine((value, context) => {
          const problem = claimProblem(value);
          if (problem) context.addIssue(problem);
        }),
      )
      .optional()
      .describe("Claims and where they come from: user.attributes.NAME, user.email, a ?? b."),
    expression: z.string().min(1).optional().describe("Python, as Authentik takes it, instead of claims."),
    adopt: z.boolean().optional(),
    renamedFrom,
    retain,
  })
  .refine((value) => (value.claims === undefined) !== (value.expression === undefined), {
    error: "needs either claims or an expression.",
  });

const app = z.strictObject({
  name: z.string().min(1).optional().describe("What people see. Default: the slug."),
  slug: slug.optional().describe("Default: the app's key in this file."),
  clientId: z.string().min(1).max(255).optional().describe("Default: the slug."),
  clientType: z.enum(["confidential", "public"]).optional().describe("Default: confidential."),
  providerName: z.string().min(1).optional().describe("The OAuth2 provider's name. Default: the app's name."),
  redirectUris: z.array(redirectUri).describe("Where the browser may be sent back to; the first is the default."),
  scopes: z.array(z.string().min(1)).optional().describe("Default: openid, profile, email."),
  launchUrl: z
    .string()
    .refine((value) => URL.canParse(value), { error: "must be an address such as https://app.example.com." })
    .optional(),
  authorizationFlow: slug.optional().describe("Default: Authentik's own flow with implicit consent."),
  invalidationFlow: slug.optional().describe("Default: Authentik's own flow."),
  signingKey: z.string().min(1).optional().describe("A certificate's name. Default: Authentik's self-signed one."),
  access: z
    .strictObject({ groups: z.array(z.string()).optional(), users: z.array(z.string()).optional() })
    .refine(({ groups = [], users = [] }) => groups.length + users.length > 0, {
      error: "names nobody. Leave access out to let everybody in who can log in, or name groups or users.",
      // What is wrong in it, such as a key that is misspelt, says best why it names nobody.
      when: ({ issues }) => issues.length === 0,
    })
    .optional()
    .describe("Who may use it. Default: everybody who can log in."),
  provider: z.record(z.string(), z.unknown()).optional().describe("Further fields of the OAuth2 provider."),
  application: z.record(z.string(), z.unknown()).optional().describe("Further fields of the application."),
  credentials: z.array(delivery).optional().describe("Where its credentials go."),
  adopt: z.boolean().optional().describe("Take over objects that are there already."),
  renamedFrom,
  retain,
});

const resource = z
  .looseObject({
    kind: z.string().superRefine((value, context) => {
      if (kinds[value]) return;
      const hint = nearest(value, Object.keys(kinds));
      context.addIssue(`is no kind of object.${hint && ` Did you mean ${hint}?`} The README lists them.`);
    }),
    adopt: z.boolean().optional(),
    retain,
  })
  .describe("An object of any kind, with its fields in camelCase.");

/** The kinds that `existing` knows by short names. */
export const existingSections = {
  certificates: "crypto/certificatekeypairs",
  flows: "flows/instances",
  groups: "core/groups",
  scopes: "propertymappings/provider/scope",
  users: "core/users",
} as const;

const names = z.array(z.string().min(1)).optional();

/** A stack file, all of it. */
export const stackFile = z.strictObject({
  extends: z.string().optional().describe("Another stack file, whose values hold where this one has none."),
  internalUrl: z
    .url({ error: "must be an address such as http://authentik-server:9000." })
    .optional()
    .describe("Where applications reach Authentik, if not at the address of the run."),
  adopt: z.boolean().optional().describe("Take over whatever is there already."),
  existing: z
    .strictObject({ certificates: names, flows: names, groups: names, scopes: names, users: names, others: names })
    .optional()
    .describe("Names of objects that are on the server and that this file only refers to."),
  groups: z.record(z.string().min(1), group.nullable()).optional(),
  scopes: z.record(z.string().min(1), scope).optional().describe("Scope mappings."),
  apps: z.record(z.string(), app).optional(),
  resources: z.array(resource).optional(),
});

export type StackFile = z.infer<typeof stackFile>;
export type AppEntry = z.infer<typeof app>;
export type ScopeEntry = z.infer<typeof scope>;
export type ResourceEntry = z.infer<typeof resource>;

/** Why no browser could be sent back to this address, if so. */
export function redirectUriProblem(value: string): string | undefined {
  if (value.includes("*")) {
    return "holds a wildcard, which matches nothing here. Use { matchingMode: regex, url: … } for a pattern.";
  }
  if (!URL.canParse(value)) return "is no address. Give it whole, such as https://app.example.com/auth/callback.";
  const url = new URL(value);
  if (url.hash !== "" || value.includes("#")) return "has a fragment (#…), which OAuth2 forbids.";
  if (url.protocol === "javascript:" || url.protocol === "data:")
    return `has the scheme ${url.protocol}, which Authentik forbids.`;
  if ((url.protocol === "http:" || url.protocol === "https:") && !/^https?:\/\/[^/]/i.test(value)) {
    return "has no host. Write https://host/path.";
  }
  if (/\s/.test(value)) return "holds white space.";
  return undefined;
}

function patternProblem(value: string): string | undefined {
  // Python, which matches it, writes named groups and flags at the beginning otherwise than JavaScript.
  const translated = value
    .replace(/^\(\?[aiLmsux]+\)/, "")
    .replace(/\(\?P</g, "(?<")
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>");
  try {
    new RegExp(translated);
    return undefined;
  } catch (error) {
    return `is a pattern that does not compile: ${(error as Error).message}.`;
  }
}
