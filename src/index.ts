export {
  type Delivery,
  OidcApplication,
  type OidcApplicationArgs,
  type RedirectUri,
} from "./components/oidc-application";
export { OidcDiscovery, type OidcDiscoveryArgs } from "./credentials/discovery";
export { CredentialsFile, type CredentialsFileArgs } from "./credentials/file";
export { RandomSecret, type RandomSecretArgs } from "./credentials/secret";
export * from "./resources/classes.generated";
export { AuthentikResource, type AuthentikResourceOptions, type Json, type Reference } from "./resources/resource";
