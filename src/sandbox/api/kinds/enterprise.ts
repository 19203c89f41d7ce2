import type { Departure } from "../departure";
import { invalidObject } from "../refusal";

const licensed: Departure = {
  validate: (_, { call }) => {
    if (!call.context.licensed) throw invalidObject("Enterprise is required to create/update this object.");
  },
};

/** What needs a licence to be written. */
export const enterprise: Record<string, Departure> = Object.fromEntries(
  [
    "authentik_policies_unique_password.uniquepasswordpolicy",
    "authentik_providers_google_workspace.googleworkspaceprovider",
    "authentik_providers_microsoft_entra.microsoftentraprovider",
    "authentik_providers_ssf.ssfprovider",
    "authentik_stages_authenticator_endpoint_gdtc.authenticatorendpointgdtcstage",
    "authentik_stages_mtls.mutualtlsstage",
    "authentik_stages_source.sourcestage",
  ].map((model) => [model, licensed]),
);
