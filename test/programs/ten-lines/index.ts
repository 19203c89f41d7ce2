import { Application, OAuth2Provider } from "authentik-stacks";

const provider = new OAuth2Provider("web", {
  name: "Web",
  authorizationFlow: "default-provider-authorization-implicit-consent",
  invalidationFlow: "default-provider-invalidation-flow",
  redirectUris: [{ matchingMode: "strict", url: "https://web.example.com/auth/callback" }],
});
export const application = new Application("web", { name: "Web", slug: "web", provider }).slug;
export const { clientId, clientSecret } = provider;
