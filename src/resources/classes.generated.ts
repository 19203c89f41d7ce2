// Written by `npm run generate` from Authentik's schema. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { AuthentikResource, type AuthentikResourceOptions, type Json, type Reference } from "./resource";

/** What {@link Application} takes. A field that is left out is not managed. */
export interface ApplicationArgs {
  /** Application's display Name. Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Internal application name, used in URLs. Authentik's `slug`. */
  slug: pulumi.Input<string>;
  /** Authentik's `provider`. */
  provider?: Reference | null;
  /** Authentik's `backchannel_providers`. */
  backchannelProviders?: pulumi.Input<Reference[]>;
  /** Open launch URL in a new browser tab or window. Authentik's `open_in_new_tab`. */
  openInNewTab?: pulumi.Input<boolean>;
  /** Authentik's `meta_launch_url`. */
  metaLaunchUrl?: pulumi.Input<string>;
  /** Get the URL to the App Icon image. If the name is /static or starts with http it is returned as-is. Authentik's `meta_icon`. */
  metaIcon?: pulumi.Input<string>;
  /** Authentik's `meta_description`. */
  metaDescription?: pulumi.Input<string>;
  /** Authentik's `meta_publisher`. */
  metaPublisher?: pulumi.Input<string>;
  /** Authentik's `policy_engine_mode`. */
  policyEngineMode?: pulumi.Input<"all" | "any">;
  /** Authentik's `group`. */
  group?: pulumi.Input<string>;
  /** Hide this application from the user's My applications page. Authentik's `meta_hide`. Since 2026.5. */
  metaHide?: pulumi.Input<boolean>;
}

/** Authentik's Application, the kind `core/applications`, told apart by `slug`. */
export class Application extends AuthentikResource {
  /** Pbm uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Application's display Name. Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Internal application name, used in URLs. Authentik's `slug`. */
  declare readonly slug: pulumi.Output<string>;
  /** Authentik's `provider`. */
  declare readonly provider: pulumi.Output<string | number | null | undefined>;
  /** Authentik's `backchannel_providers`. */
  declare readonly backchannelProviders: pulumi.Output<number[] | undefined>;
  /** Open launch URL in a new browser tab or window. Authentik's `open_in_new_tab`. */
  declare readonly openInNewTab: pulumi.Output<boolean | undefined>;
  /** Authentik's `meta_launch_url`. */
  declare readonly metaLaunchUrl: pulumi.Output<string | undefined>;
  /** Get the URL to the App Icon image. If the name is /static or starts with http it is returned as-is. Authentik's `meta_icon`. */
  declare readonly metaIcon: pulumi.Output<string | undefined>;
  /** Authentik's `meta_description`. */
  declare readonly metaDescription: pulumi.Output<string | undefined>;
  /** Authentik's `meta_publisher`. */
  declare readonly metaPublisher: pulumi.Output<string | undefined>;
  /** Authentik's `policy_engine_mode`. */
  declare readonly policyEngineMode: pulumi.Output<"all" | "any" | undefined>;
  /** Authentik's `group`. */
  declare readonly group: pulumi.Output<string | undefined>;
  /** Hide this application from the user's My applications page. Authentik's `meta_hide`. Since 2026.5. */
  declare readonly metaHide: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: ApplicationArgs, opts?: AuthentikResourceOptions) {
    super("core/applications", name, args, opts);
  }
}

/** What {@link Brand} takes. A field that is left out is not managed. */
export interface BrandArgs {
  /** Domain that activates this brand. Can be a superset, i.e. `a.b` for `aa.b` and `ba.b`. Authentik's `domain`. */
  domain: pulumi.Input<string>;
  /** Authentik's `default`. */
  default?: pulumi.Input<boolean>;
  /** Authentik's `branding_title`. */
  brandingTitle?: pulumi.Input<string>;
  /** Authentik's `branding_logo`. */
  brandingLogo?: pulumi.Input<string>;
  /** Authentik's `branding_favicon`. */
  brandingFavicon?: pulumi.Input<string>;
  /** Authentik's `branding_custom_css`. */
  brandingCustomCss?: pulumi.Input<string>;
  /** Authentik's `branding_default_flow_background`. */
  brandingDefaultFlowBackground?: pulumi.Input<string>;
  /** Authentik's `flow_authentication`. */
  flowAuthentication?: Reference | null;
  /** Authentik's `flow_invalidation`. */
  flowInvalidation?: Reference | null;
  /** Authentik's `flow_recovery`. */
  flowRecovery?: Reference | null;
  /** Authentik's `flow_unenrollment`. */
  flowUnenrollment?: Reference | null;
  /** Authentik's `flow_user_settings`. */
  flowUserSettings?: Reference | null;
  /** Authentik's `flow_device_code`. */
  flowDeviceCode?: Reference | null;
  /** When set, external users will be redirected to this application after authenticating. Authentik's `default_application`. */
  defaultApplication?: Reference | null;
  /** Web Certificate used by the authentik Core webserver. Authentik's `web_certificate`. */
  webCertificate?: Reference | null;
  /** Certificates used for client authentication. Authentik's `client_certificates`. */
  clientCertificates?: pulumi.Input<Reference[]>;
  /** Authentik's `attributes`. */
  attributes?: pulumi.Input<Json>;
  /** Authentik's `flow_lockdown`. Since 2026.5. */
  flowLockdown?: Reference | null;
  /** URL template for the vector tile source used by the events map. Supports XYZ templates with {z}, {x} and {y} placeholders, or pmtiles:// archive URLs. When empty, the frontend uses the bundled hexworld basemap. This value is part of the brand information served to unauthenticated clients; do not embed API keys or other credentials in it. Authentik's `branding_map_tiles`. Since 2026.8. */
  brandingMapTiles?: pulumi.Input<string>;
  /** Authentik's `flow_user_switch`. Since 2026.8. */
  flowUserSwitch?: Reference | null;
  /** Authentik's `flow_request`. Since 2026.8. */
  flowRequest?: Reference | null;
}

/** Authentik's Brand, the kind `core/brands`, told apart by `domain`. */
export class Brand extends AuthentikResource {
  /** Authentik's `brand_uuid`. */
  declare readonly brandUuid: pulumi.Output<string>;
  /** Domain that activates this brand. Can be a superset, i.e. `a.b` for `aa.b` and `ba.b`. Authentik's `domain`. */
  declare readonly domain: pulumi.Output<string>;
  /** Authentik's `default`. */
  declare readonly default: pulumi.Output<boolean | undefined>;
  /** Authentik's `branding_title`. */
  declare readonly brandingTitle: pulumi.Output<string | undefined>;
  /** Authentik's `branding_logo`. */
  declare readonly brandingLogo: pulumi.Output<string | undefined>;
  /** Authentik's `branding_favicon`. */
  declare readonly brandingFavicon: pulumi.Output<string | undefined>;
  /** Authentik's `branding_custom_css`. */
  declare readonly brandingCustomCss: pulumi.Output<string | undefined>;
  /** Authentik's `branding_default_flow_background`. */
  declare readonly brandingDefaultFlowBackground: pulumi.Output<string | undefined>;
  /** Authentik's `flow_authentication`. */
  declare readonly flowAuthentication: pulumi.Output<string | null | undefined>;
  /** Authentik's `flow_invalidation`. */
  declare readonly flowInvalidation: pulumi.Output<string | null | undefined>;
  /** Authentik's `flow_recovery`. */
  declare readonly flowRecovery: pulumi.Output<string | null | undefined>;
  /** Authentik's `flow_unenrollment`. */
  declare readonly flowUnenrollment: pulumi.Output<string | null | undefined>;
  /** Authentik's `flow_user_settings`. */
  declare readonly flowUserSettings: pulumi.Output<string | null | undefined>;
  /** Authentik's `flow_device_code`. */
  declare readonly flowDeviceCode: pulumi.Output<string | null | undefined>;
  /** When set, external users will be redirected to this application after authenticating. Authentik's `default_application`. */
  declare readonly defaultApplication: pulumi.Output<string | null | undefined>;
  /** Web Certificate used by the authentik Core webserver. Authentik's `web_certificate`. */
  declare readonly webCertificate: pulumi.Output<string | null | undefined>;
  /** Certificates used for client authentication. Authentik's `client_certificates`. */
  declare readonly clientCertificates: pulumi.Output<string[] | undefined>;
  /** Authentik's `attributes`. */
  declare readonly attributes: pulumi.Output<Json | undefined>;
  /** Authentik's `flow_lockdown`. Since 2026.5. */
  declare readonly flowLockdown: pulumi.Output<string | null | undefined>;
  /** URL template for the vector tile source used by the events map. Supports XYZ templates with {z}, {x} and {y} placeholders, or pmtiles:// archive URLs. When empty, the frontend uses the bundled hexworld basemap. This value is part of the brand information served to unauthenticated clients; do not embed API keys or other credentials in it. Authentik's `branding_map_tiles`. Since 2026.8. */
  declare readonly brandingMapTiles: pulumi.Output<string | undefined>;
  /** Authentik's `flow_user_switch`. Since 2026.8. */
  declare readonly flowUserSwitch: pulumi.Output<string | null | undefined>;
  /** Authentik's `flow_request`. Since 2026.8. */
  declare readonly flowRequest: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: BrandArgs, opts?: AuthentikResourceOptions) {
    super("core/brands", name, args, opts);
  }
}

/** What {@link Group} takes. A field that is left out is not managed. */
export interface GroupArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Users added to this group will be superusers. Authentik's `is_superuser`. */
  isSuperuser?: pulumi.Input<boolean>;
  /** Authentik's `parent`. Until 2025.10. */
  parent?: Reference | null;
  /** Authentik's `users`. */
  users?: pulumi.Input<Reference[]>;
  /** Authentik's `attributes`. */
  attributes?: pulumi.Input<Json>;
  /** Authentik's `roles`. */
  roles?: pulumi.Input<Reference[]>;
  /** Authentik's `parents`. Since 2025.12. */
  parents?: pulumi.Input<Reference[]>;
}

/** Authentik's Group, the kind `core/groups`, told apart by `name`. */
export class Group extends AuthentikResource {
  /** Group uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Users added to this group will be superusers. Authentik's `is_superuser`. */
  declare readonly isSuperuser: pulumi.Output<boolean | undefined>;
  /** Authentik's `parent`. Until 2025.10. */
  declare readonly parent: pulumi.Output<string | null | undefined>;
  /** Authentik's `users`. */
  declare readonly users: pulumi.Output<number[] | undefined>;
  /** Authentik's `attributes`. */
  declare readonly attributes: pulumi.Output<Json | undefined>;
  /** Authentik's `roles`. */
  declare readonly roles: pulumi.Output<string[] | undefined>;
  /** Authentik's `parents`. Since 2025.12. */
  declare readonly parents: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: GroupArgs, opts?: AuthentikResourceOptions) {
    super("core/groups", name, args, opts);
  }
}

/** What {@link Token} takes. A field that is left out is not managed. */
export interface TokenArgs {
  /** Objects that are managed by authentik. These objects are created and updated automatically. This flag only indicates that an object can be overwritten by migrations. You can still modify the objects via the API, but expect changes to be overwritten in a later update. Authentik's `managed`. */
  managed?: pulumi.Input<string | null>;
  /** Authentik's `identifier`. */
  identifier: pulumi.Input<string>;
  /** Authentik's `intent`. */
  intent?: pulumi.Input<"verification" | "api" | "recovery" | "app_password">;
  /** Authentik's `user`. */
  user?: Reference;
  /** Authentik's `description`. */
  description?: pulumi.Input<string>;
  /** Authentik's `expires`. */
  expires?: pulumi.Input<string | null>;
  /** Authentik's `expiring`. */
  expiring?: pulumi.Input<boolean>;
}

/** Authentik's Token, the kind `core/tokens`, told apart by `identifier`. */
export class Token extends AuthentikResource {
  /** Token uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Objects that are managed by authentik. These objects are created and updated automatically. This flag only indicates that an object can be overwritten by migrations. You can still modify the objects via the API, but expect changes to be overwritten in a later update. Authentik's `managed`. */
  declare readonly managed: pulumi.Output<string | null | undefined>;
  /** Authentik's `identifier`. */
  declare readonly identifier: pulumi.Output<string>;
  /** Authentik's `intent`. */
  declare readonly intent: pulumi.Output<"verification" | "api" | "recovery" | "app_password" | undefined>;
  /** Authentik's `user`. */
  declare readonly user: pulumi.Output<string | number | undefined>;
  /** Authentik's `description`. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Authentik's `expires`. */
  declare readonly expires: pulumi.Output<string | null | undefined>;
  /** Authentik's `expiring`. */
  declare readonly expiring: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: TokenArgs, opts?: AuthentikResourceOptions) {
    super("core/tokens", name, args, opts);
  }
}

/** What {@link User} takes. A field that is left out is not managed. */
export interface UserArgs {
  /** Authentik's `username`. */
  username: pulumi.Input<string>;
  /** User's display name. Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Designates whether this user should be treated as active. Unselect this instead of deleting accounts. Authentik's `is_active`. */
  isActive?: pulumi.Input<boolean>;
  /** Authentik's `last_login`. */
  lastLogin?: pulumi.Input<string | null>;
  /** Authentik's `groups`. */
  groups?: pulumi.Input<Reference[]>;
  /** Email address. Authentik's `email`. */
  email?: pulumi.Input<string>;
  /** Authentik's `attributes`. */
  attributes?: pulumi.Input<Json>;
  /** Authentik's `path`. */
  path?: pulumi.Input<string>;
  /** Authentik's `type`. */
  type?: pulumi.Input<"internal" | "external" | "service_account" | "internal_service_account">;
  /** Authentik's `roles`. Since 2025.12. */
  roles?: pulumi.Input<Reference[]>;
}

/** Authentik's User, the kind `core/users`, told apart by `username`. */
export class User extends AuthentikResource {
  /** ID. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<number>;
  /** Authentik's `uuid`. */
  declare readonly uuid: pulumi.Output<string>;
  /** Authentik's `uid`. */
  declare readonly uid: pulumi.Output<string>;
  /** Authentik's `username`. */
  declare readonly username: pulumi.Output<string>;
  /** User's display name. Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Designates whether this user should be treated as active. Unselect this instead of deleting accounts. Authentik's `is_active`. */
  declare readonly isActive: pulumi.Output<boolean | undefined>;
  /** Authentik's `last_login`. */
  declare readonly lastLogin: pulumi.Output<string | null | undefined>;
  /** Authentik's `groups`. */
  declare readonly groups: pulumi.Output<string[] | undefined>;
  /** Email address. Authentik's `email`. */
  declare readonly email: pulumi.Output<string | undefined>;
  /** Authentik's `attributes`. */
  declare readonly attributes: pulumi.Output<Json | undefined>;
  /** Authentik's `path`. */
  declare readonly path: pulumi.Output<string | undefined>;
  /** Authentik's `type`. */
  declare readonly type: pulumi.Output<"internal" | "external" | "service_account" | "internal_service_account" | undefined>;
  /** Authentik's `roles`. Since 2025.12. */
  declare readonly roles: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: UserArgs, opts?: AuthentikResourceOptions) {
    super("core/users", name, args, opts);
  }
}

/** What {@link CertificateKeyPair} takes. A field that is left out is not managed. */
export interface CertificateKeyPairArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** PEM-encoded Certificate data. Authentik's `certificate_data`. */
  certificateData: pulumi.Input<string>;
  /** Optional Private Key. If this is set, you can use this keypair for encryption. Authentik's `key_data`. A secret. */
  keyData?: pulumi.Input<string>;
}

/** Authentik's CertificateKeyPair, the kind `crypto/certificatekeypairs`, told apart by `name`. */
export class CertificateKeyPair extends AuthentikResource {
  /** Kp uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** PEM-encoded Certificate data. Authentik's `certificate_data`. */
  declare readonly certificateData: pulumi.Output<string>;
  /** Optional Private Key. If this is set, you can use this keypair for encryption. Authentik's `key_data`. A secret. */
  declare readonly keyData: pulumi.Output<string | undefined>;

  constructor(name: string, args: CertificateKeyPairArgs, opts?: AuthentikResourceOptions) {
    super("crypto/certificatekeypairs", name, args, opts);
  }
}

/** What {@link FlowStageBinding} takes. A field that is left out is not managed. */
export interface FlowStageBindingArgs {
  /** Authentik's `target`. */
  target: Reference;
  /** Authentik's `stage`. */
  stage: Reference;
  /** Evaluate policies during the Flow planning process. Authentik's `evaluate_on_plan`. */
  evaluateOnPlan?: pulumi.Input<boolean>;
  /** Evaluate policies when the Stage is presented to the user. Authentik's `re_evaluate_policies`. */
  reEvaluatePolicies?: pulumi.Input<boolean>;
  /** Authentik's `order`. */
  order: pulumi.Input<number>;
  /** Authentik's `policy_engine_mode`. */
  policyEngineMode?: pulumi.Input<"all" | "any">;
  /** Configure how the flow executor should handle an invalid response to a challenge. RETRY returns the error message and a similar challenge to the executor. RESTART restarts the flow from the beginning, and RESTART_WITH_CONTEXT restarts the flow while keeping the current context. Authentik's `invalid_response_action`. */
  invalidResponseAction?: pulumi.Input<"retry" | "restart" | "restart_with_context">;
}

/** Authentik's FlowStageBinding, the kind `flows/bindings`, told apart by `target`, `stage`, `order`. */
export class FlowStageBinding extends AuthentikResource {
  /** Fsb uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `policybindingmodel_ptr_id`. */
  declare readonly policybindingmodelPtrId: pulumi.Output<string>;
  /** Authentik's `target`. */
  declare readonly target: pulumi.Output<string>;
  /** Authentik's `stage`. */
  declare readonly stage: pulumi.Output<string>;
  /** Evaluate policies during the Flow planning process. Authentik's `evaluate_on_plan`. */
  declare readonly evaluateOnPlan: pulumi.Output<boolean | undefined>;
  /** Evaluate policies when the Stage is presented to the user. Authentik's `re_evaluate_policies`. */
  declare readonly reEvaluatePolicies: pulumi.Output<boolean | undefined>;
  /** Authentik's `order`. */
  declare readonly order: pulumi.Output<number>;
  /** Authentik's `policy_engine_mode`. */
  declare readonly policyEngineMode: pulumi.Output<"all" | "any" | undefined>;
  /** Configure how the flow executor should handle an invalid response to a challenge. RETRY returns the error message and a similar challenge to the executor. RESTART restarts the flow from the beginning, and RESTART_WITH_CONTEXT restarts the flow while keeping the current context. Authentik's `invalid_response_action`. */
  declare readonly invalidResponseAction: pulumi.Output<"retry" | "restart" | "restart_with_context" | undefined>;

  constructor(name: string, args: FlowStageBindingArgs, opts?: AuthentikResourceOptions) {
    super("flows/bindings", name, args, opts);
  }
}

/** What {@link Flow} takes. A field that is left out is not managed. */
export interface FlowArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Visible in the URL. Authentik's `slug`. */
  slug: pulumi.Input<string>;
  /** Shown as the Title in Flow pages. Authentik's `title`. */
  title: pulumi.Input<string>;
  /** Decides what this Flow is used for. For example, the Authentication flow is redirect to when an un-authenticated user visits authentik. Authentik's `designation`. */
  designation: pulumi.Input<"authentication" | "authorization" | "invalidation" | "enrollment" | "unenrollment" | "recovery" | "stage_configuration">;
  /** Background shown during execution. Authentik's `background`. */
  background?: pulumi.Input<string>;
  /** Authentik's `policy_engine_mode`. */
  policyEngineMode?: pulumi.Input<"all" | "any">;
  /** Enable compatibility mode, increases compatibility with password managers on mobile devices. Authentik's `compatibility_mode`. */
  compatibilityMode?: pulumi.Input<boolean>;
  /** Authentik's `layout`. `sidebar_left_frame_background`: Since 2026.2. `sidebar_right_frame_background`: Since 2026.2. */
  layout?: pulumi.Input<"stacked" | "content_left" | "content_right" | "sidebar_left" | "sidebar_right" | "sidebar_left_frame_background" | "sidebar_right_frame_background">;
  /** Configure what should happen when a flow denies access to a user. Authentik's `denied_action`. */
  deniedAction?: pulumi.Input<"message_continue" | "message" | "continue">;
  /** Required level of authentication and authorization to access a flow. Authentik's `authentication`. `require_token`: Since 2026.5. */
  authentication?: pulumi.Input<"none" | "require_authenticated" | "require_unauthenticated" | "require_superuser" | "require_redirect" | "require_outpost" | "require_token">;
}

/** Authentik's Flow, the kind `flows/instances`, told apart by `slug`. */
export class Flow extends AuthentikResource {
  /** Flow uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `policybindingmodel_ptr_id`. */
  declare readonly policybindingmodelPtrId: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Visible in the URL. Authentik's `slug`. */
  declare readonly slug: pulumi.Output<string>;
  /** Shown as the Title in Flow pages. Authentik's `title`. */
  declare readonly title: pulumi.Output<string>;
  /** Decides what this Flow is used for. For example, the Authentication flow is redirect to when an un-authenticated user visits authentik. Authentik's `designation`. */
  declare readonly designation: pulumi.Output<"authentication" | "authorization" | "invalidation" | "enrollment" | "unenrollment" | "recovery" | "stage_configuration">;
  /** Background shown during execution. Authentik's `background`. */
  declare readonly background: pulumi.Output<string | undefined>;
  /** Authentik's `policy_engine_mode`. */
  declare readonly policyEngineMode: pulumi.Output<"all" | "any" | undefined>;
  /** Enable compatibility mode, increases compatibility with password managers on mobile devices. Authentik's `compatibility_mode`. */
  declare readonly compatibilityMode: pulumi.Output<boolean | undefined>;
  /** Authentik's `layout`. `sidebar_left_frame_background`: Since 2026.2. `sidebar_right_frame_background`: Since 2026.2. */
  declare readonly layout: pulumi.Output<"stacked" | "content_left" | "content_right" | "sidebar_left" | "sidebar_right" | "sidebar_left_frame_background" | "sidebar_right_frame_background" | undefined>;
  /** Configure what should happen when a flow denies access to a user. Authentik's `denied_action`. */
  declare readonly deniedAction: pulumi.Output<"message_continue" | "message" | "continue" | undefined>;
  /** Required level of authentication and authorization to access a flow. Authentik's `authentication`. `require_token`: Since 2026.5. */
  declare readonly authentication: pulumi.Output<"none" | "require_authenticated" | "require_unauthenticated" | "require_superuser" | "require_redirect" | "require_outpost" | "require_token" | undefined>;

  constructor(name: string, args: FlowArgs, opts?: AuthentikResourceOptions) {
    super("flows/instances", name, args, opts);
  }
}

/** What {@link PolicyBinding} takes. A field that is left out is not managed. */
export interface PolicyBindingArgs {
  /** Authentik's `policy`. */
  policy?: Reference | null;
  /** Authentik's `group`. */
  group?: Reference | null;
  /** Authentik's `user`. */
  user?: Reference | null;
  /** Authentik's `target`. */
  target: Reference;
  /** Negates the outcome of the policy. Messages are unaffected. Authentik's `negate`. */
  negate?: pulumi.Input<boolean>;
  /** Authentik's `enabled`. */
  enabled?: pulumi.Input<boolean>;
  /** Authentik's `order`. */
  order: pulumi.Input<number>;
  /** Timeout after which Policy execution is terminated. Authentik's `timeout`. */
  timeout?: pulumi.Input<number>;
  /** Result if the Policy execution fails. Authentik's `failure_result`. */
  failureResult?: pulumi.Input<boolean>;
}

/** Authentik's PolicyBinding, the kind `policies/bindings`, told apart by `target`, `policy`, `group`, `user`, `order`. */
export class PolicyBinding extends AuthentikResource {
  /** Policy binding uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `policy`. */
  declare readonly policy: pulumi.Output<string | null | undefined>;
  /** Authentik's `group`. */
  declare readonly group: pulumi.Output<string | null | undefined>;
  /** Authentik's `user`. */
  declare readonly user: pulumi.Output<string | number | null | undefined>;
  /** Authentik's `target`. */
  declare readonly target: pulumi.Output<string>;
  /** Negates the outcome of the policy. Messages are unaffected. Authentik's `negate`. */
  declare readonly negate: pulumi.Output<boolean | undefined>;
  /** Authentik's `enabled`. */
  declare readonly enabled: pulumi.Output<boolean | undefined>;
  /** Authentik's `order`. */
  declare readonly order: pulumi.Output<number>;
  /** Timeout after which Policy execution is terminated. Authentik's `timeout`. */
  declare readonly timeout: pulumi.Output<number | undefined>;
  /** Result if the Policy execution fails. Authentik's `failure_result`. */
  declare readonly failureResult: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: PolicyBindingArgs, opts?: AuthentikResourceOptions) {
    super("policies/bindings", name, args, opts);
  }
}

/** What {@link DummyPolicy} takes. A field that is left out is not managed. */
export interface DummyPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Authentik's `result`. */
  result?: pulumi.Input<boolean>;
  /** Authentik's `wait_min`. */
  waitMin?: pulumi.Input<number>;
  /** Authentik's `wait_max`. */
  waitMax?: pulumi.Input<number>;
}

/** Authentik's DummyPolicy, the kind `policies/dummy`, told apart by `name`. */
export class DummyPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Authentik's `result`. */
  declare readonly result: pulumi.Output<boolean | undefined>;
  /** Authentik's `wait_min`. */
  declare readonly waitMin: pulumi.Output<number | undefined>;
  /** Authentik's `wait_max`. */
  declare readonly waitMax: pulumi.Output<number | undefined>;

  constructor(name: string, args: DummyPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/dummy", name, args, opts);
  }
}

/** What {@link EventMatcherPolicy} takes. A field that is left out is not managed. */
export interface EventMatcherPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Match created events with this action type. When left empty, all action types will be matched. Authentik's `action`. `export_ready`: Since 2025.12. `configuration_warning`: Since 2026.2. `review_initiated`: Since 2026.2. `review_overdue`: Since 2026.2. `review_attested`: Since 2026.2. `review_completed`: Since 2026.2. `user_offboarded`: Since 2026.8. `access_request_created`: Since 2026.8. `access_request_approved`: Since 2026.8. `access_request_denied`: Since 2026.8. `access_request_revoked`: Since 2026.8. */
  action?: pulumi.Input<"login" | "login_failed" | "logout" | "user_write" | "suspicious_request" | "password_set" | "secret_view" | "secret_rotate" | "invitation_used" | "authorize_application" | "source_linked" | "impersonation_started" | "impersonation_ended" | "flow_execution" | "policy_execution" | "policy_exception" | "property_mapping_exception" | "system_task_execution" | "system_task_exception" | "system_exception" | "configuration_error" | "model_created" | "model_updated" | "model_deleted" | "email_sent" | "update_available" | "custom_" | "export_ready" | "configuration_warning" | "review_initiated" | "review_overdue" | "review_attested" | "review_completed" | "user_offboarded" | "access_request_created" | "access_request_approved" | "access_request_denied" | "access_request_revoked" | null>;
  /** Matches Event's Client IP (strict matching, for network matching use an Expression Policy) Authentik's `client_ip`. */
  clientIp?: pulumi.Input<string | null>;
  /** Match events created by selected application. When left empty, all applications are matched. Authentik's `app`. `authentik.enterprise.search`: Until 2026.2. `authentik.commands`: Since 2025.10. `authentik.sources.telegram`: Since 2025.10. `authentik.enterprise.providers.radius`: Since 2025.10. `authentik.enterprise.providers.scim`: Since 2025.10. `authentik.endpoints`: Since 2025.12. `authentik.endpoints.connectors.agent`: Since 2025.12. `authentik.admin.files`: Since 2025.12. `authentik.enterprise.endpoints.connectors.agent`: Since 2025.12. `authentik.enterprise.reports`: Since 2025.12. `authentik.enterprise.endpoints.connectors.fleet`: Since 2026.2. `authentik.enterprise.lifecycle`: Since 2026.2. `authentik.enterprise.providers.ws_federation`: Since 2026.2. `authentik.enterprise.endpoints.connectors.google_chrome`: Since 2026.5. `authentik.enterprise.stages.account_lockdown`: Since 2026.5. `authentik.enterprise.agents`: Since 2026.8. `authentik.enterprise.requests`: Since 2026.8. */
  app?: pulumi.Input<"authentik.tenants" | "authentik.tasks" | "authentik.admin" | "authentik.api" | "authentik.core" | "authentik.crypto" | "authentik.enterprise" | "authentik.events" | "authentik.flows" | "authentik.outposts" | "authentik.policies.dummy" | "authentik.policies.event_matcher" | "authentik.policies.expiry" | "authentik.policies.expression" | "authentik.policies.geoip" | "authentik.policies.password" | "authentik.policies.reputation" | "authentik.policies" | "authentik.providers.ldap" | "authentik.providers.oauth2" | "authentik.providers.proxy" | "authentik.providers.rac" | "authentik.providers.radius" | "authentik.providers.saml" | "authentik.providers.scim" | "authentik.rbac" | "authentik.recovery" | "authentik.sources.kerberos" | "authentik.sources.ldap" | "authentik.sources.oauth" | "authentik.sources.plex" | "authentik.sources.saml" | "authentik.sources.scim" | "authentik.stages.authenticator" | "authentik.stages.authenticator_duo" | "authentik.stages.authenticator_email" | "authentik.stages.authenticator_sms" | "authentik.stages.authenticator_static" | "authentik.stages.authenticator_totp" | "authentik.stages.authenticator_validate" | "authentik.stages.authenticator_webauthn" | "authentik.stages.captcha" | "authentik.stages.consent" | "authentik.stages.deny" | "authentik.stages.dummy" | "authentik.stages.email" | "authentik.stages.identification" | "authentik.stages.invitation" | "authentik.stages.password" | "authentik.stages.prompt" | "authentik.stages.redirect" | "authentik.stages.user_delete" | "authentik.stages.user_login" | "authentik.stages.user_logout" | "authentik.stages.user_write" | "authentik.tasks.schedules" | "authentik.brands" | "authentik.blueprints" | "authentik.enterprise.audit" | "authentik.enterprise.policies.unique_password" | "authentik.enterprise.providers.google_workspace" | "authentik.enterprise.providers.microsoft_entra" | "authentik.enterprise.providers.ssf" | "authentik.enterprise.search" | "authentik.enterprise.stages.authenticator_endpoint_gdtc" | "authentik.enterprise.stages.mtls" | "authentik.enterprise.stages.source" | "authentik.commands" | "authentik.sources.telegram" | "authentik.enterprise.providers.radius" | "authentik.enterprise.providers.scim" | "authentik.endpoints" | "authentik.endpoints.connectors.agent" | "authentik.admin.files" | "authentik.enterprise.endpoints.connectors.agent" | "authentik.enterprise.reports" | "authentik.enterprise.endpoints.connectors.fleet" | "authentik.enterprise.lifecycle" | "authentik.enterprise.providers.ws_federation" | "authentik.enterprise.endpoints.connectors.google_chrome" | "authentik.enterprise.stages.account_lockdown" | "authentik.enterprise.agents" | "authentik.enterprise.requests" | null>;
  /** Match events created by selected model. When left empty, all models are matched. When an app is selected, all the application's models are matched. Authentik's `model`. `authentik_stages_consent.userconsent`: Until 2025.8. `authentik_sources_telegram.telegramsource`: Since 2025.10. `authentik_sources_telegram.telegramsourcepropertymapping`: Since 2025.10. `authentik_sources_telegram.usertelegramsourceconnection`: Since 2025.10. `authentik_sources_telegram.grouptelegramsourceconnection`: Since 2025.10. `authentik_endpoints.deviceuserbinding`: Since 2025.12. `authentik_endpoints.deviceaccessgroup`: Since 2025.12. `authentik_endpoints.endpointstage`: Since 2025.12. `authentik_endpoints_connectors_agent.agentconnector`: Since 2025.12. `authentik_endpoints_connectors_agent.agentdeviceuserbinding`: Since 2025.12. `authentik_endpoints_connectors_agent.enrollmenttoken`: Since 2025.12. `authentik_reports.dataexport`: Since 2025.12. `authentik_endpoints_connectors_fleet.fleetconnector`: Since 2026.2. `authentik_lifecycle.lifecyclerule`: Since 2026.2. `authentik_lifecycle.lifecycleiteration`: Since 2026.2. `authentik_lifecycle.review`: Since 2026.2. `authentik_providers_ws_federation.wsfederationprovider`: Since 2026.2. `authentik_endpoints_connectors_google_chrome.googlechromeconnector`: Since 2026.5. `authentik_stages_account_lockdown.accountlockdownstage`: Since 2026.5. `authentik_core.objectattribute`: Since 2026.8. `authentik_core.actor`: Since 2026.8. `authentik_providers_oauth2.oauth2dynamicclientregistration`: Since 2026.8. `authentik_agents.agent`: Since 2026.8. `authentik_lifecycle.useroffboarding`: Since 2026.8. `authentik_requests.requestrulechildbinding`: Since 2026.8. `authentik_requests.requestrulebinding`: Since 2026.8. `authentik_requests.requestrule`: Since 2026.8. `authentik_requests.grantrequest`: Since 2026.8. */
  model?: pulumi.Input<"authentik_tenants.domain" | "authentik_core.group" | "authentik_core.user" | "authentik_core.application" | "authentik_core.applicationentitlement" | "authentik_core.token" | "authentik_crypto.certificatekeypair" | "authentik_enterprise.license" | "authentik_events.event" | "authentik_events.notificationtransport" | "authentik_events.notification" | "authentik_events.notificationrule" | "authentik_events.notificationwebhookmapping" | "authentik_flows.flow" | "authentik_flows.flowstagebinding" | "authentik_outposts.dockerserviceconnection" | "authentik_outposts.kubernetesserviceconnection" | "authentik_outposts.outpost" | "authentik_policies_dummy.dummypolicy" | "authentik_policies_event_matcher.eventmatcherpolicy" | "authentik_policies_expiry.passwordexpirypolicy" | "authentik_policies_expression.expressionpolicy" | "authentik_policies_geoip.geoippolicy" | "authentik_policies_password.passwordpolicy" | "authentik_policies_reputation.reputationpolicy" | "authentik_policies.policybinding" | "authentik_providers_ldap.ldapprovider" | "authentik_providers_oauth2.scopemapping" | "authentik_providers_oauth2.oauth2provider" | "authentik_providers_proxy.proxyprovider" | "authentik_providers_rac.racprovider" | "authentik_providers_rac.endpoint" | "authentik_providers_rac.racpropertymapping" | "authentik_providers_radius.radiusprovider" | "authentik_providers_radius.radiusproviderpropertymapping" | "authentik_providers_saml.samlprovider" | "authentik_providers_saml.samlpropertymapping" | "authentik_providers_scim.scimprovider" | "authentik_providers_scim.scimmapping" | "authentik_rbac.role" | "authentik_rbac.initialpermissions" | "authentik_sources_kerberos.kerberossource" | "authentik_sources_kerberos.kerberossourcepropertymapping" | "authentik_sources_kerberos.userkerberossourceconnection" | "authentik_sources_kerberos.groupkerberossourceconnection" | "authentik_sources_ldap.ldapsource" | "authentik_sources_ldap.ldapsourcepropertymapping" | "authentik_sources_ldap.userldapsourceconnection" | "authentik_sources_ldap.groupldapsourceconnection" | "authentik_sources_oauth.oauthsource" | "authentik_sources_oauth.oauthsourcepropertymapping" | "authentik_sources_oauth.useroauthsourceconnection" | "authentik_sources_oauth.groupoauthsourceconnection" | "authentik_sources_plex.plexsource" | "authentik_sources_plex.plexsourcepropertymapping" | "authentik_sources_plex.userplexsourceconnection" | "authentik_sources_plex.groupplexsourceconnection" | "authentik_sources_saml.samlsource" | "authentik_sources_saml.samlsourcepropertymapping" | "authentik_sources_saml.usersamlsourceconnection" | "authentik_sources_saml.groupsamlsourceconnection" | "authentik_sources_scim.scimsource" | "authentik_sources_scim.scimsourcepropertymapping" | "authentik_stages_authenticator_duo.authenticatorduostage" | "authentik_stages_authenticator_duo.duodevice" | "authentik_stages_authenticator_email.authenticatoremailstage" | "authentik_stages_authenticator_email.emaildevice" | "authentik_stages_authenticator_sms.authenticatorsmsstage" | "authentik_stages_authenticator_sms.smsdevice" | "authentik_stages_authenticator_static.authenticatorstaticstage" | "authentik_stages_authenticator_static.staticdevice" | "authentik_stages_authenticator_totp.authenticatortotpstage" | "authentik_stages_authenticator_totp.totpdevice" | "authentik_stages_authenticator_validate.authenticatorvalidatestage" | "authentik_stages_authenticator_webauthn.authenticatorwebauthnstage" | "authentik_stages_authenticator_webauthn.webauthndevice" | "authentik_stages_captcha.captchastage" | "authentik_stages_consent.consentstage" | "authentik_stages_consent.userconsent" | "authentik_stages_deny.denystage" | "authentik_stages_dummy.dummystage" | "authentik_stages_email.emailstage" | "authentik_stages_identification.identificationstage" | "authentik_stages_invitation.invitationstage" | "authentik_stages_invitation.invitation" | "authentik_stages_password.passwordstage" | "authentik_stages_prompt.prompt" | "authentik_stages_prompt.promptstage" | "authentik_stages_redirect.redirectstage" | "authentik_stages_user_delete.userdeletestage" | "authentik_stages_user_login.userloginstage" | "authentik_stages_user_logout.userlogoutstage" | "authentik_stages_user_write.userwritestage" | "authentik_tasks_schedules.schedule" | "authentik_brands.brand" | "authentik_blueprints.blueprintinstance" | "authentik_policies_unique_password.uniquepasswordpolicy" | "authentik_providers_google_workspace.googleworkspaceprovider" | "authentik_providers_google_workspace.googleworkspaceprovidermapping" | "authentik_providers_microsoft_entra.microsoftentraprovider" | "authentik_providers_microsoft_entra.microsoftentraprovidermapping" | "authentik_providers_ssf.ssfprovider" | "authentik_stages_authenticator_endpoint_gdtc.authenticatorendpointgdtcstage" | "authentik_stages_mtls.mutualtlsstage" | "authentik_stages_source.sourcestage" | "authentik_sources_telegram.telegramsource" | "authentik_sources_telegram.telegramsourcepropertymapping" | "authentik_sources_telegram.usertelegramsourceconnection" | "authentik_sources_telegram.grouptelegramsourceconnection" | "authentik_endpoints.deviceuserbinding" | "authentik_endpoints.deviceaccessgroup" | "authentik_endpoints.endpointstage" | "authentik_endpoints_connectors_agent.agentconnector" | "authentik_endpoints_connectors_agent.agentdeviceuserbinding" | "authentik_endpoints_connectors_agent.enrollmenttoken" | "authentik_reports.dataexport" | "authentik_endpoints_connectors_fleet.fleetconnector" | "authentik_lifecycle.lifecyclerule" | "authentik_lifecycle.lifecycleiteration" | "authentik_lifecycle.review" | "authentik_providers_ws_federation.wsfederationprovider" | "authentik_endpoints_connectors_google_chrome.googlechromeconnector" | "authentik_stages_account_lockdown.accountlockdownstage" | "authentik_core.objectattribute" | "authentik_core.actor" | "authentik_providers_oauth2.oauth2dynamicclientregistration" | "authentik_agents.agent" | "authentik_lifecycle.useroffboarding" | "authentik_requests.requestrulechildbinding" | "authentik_requests.requestrulebinding" | "authentik_requests.requestrule" | "authentik_requests.grantrequest" | null>;
  /** Authentik's `query`. Since 2026.5. */
  query?: pulumi.Input<string | null>;
}

/** Authentik's EventMatcherPolicy, the kind `policies/event_matcher`, told apart by `name`. */
export class EventMatcherPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Match created events with this action type. When left empty, all action types will be matched. Authentik's `action`. `export_ready`: Since 2025.12. `configuration_warning`: Since 2026.2. `review_initiated`: Since 2026.2. `review_overdue`: Since 2026.2. `review_attested`: Since 2026.2. `review_completed`: Since 2026.2. `user_offboarded`: Since 2026.8. `access_request_created`: Since 2026.8. `access_request_approved`: Since 2026.8. `access_request_denied`: Since 2026.8. `access_request_revoked`: Since 2026.8. */
  declare readonly action: pulumi.Output<"login" | "login_failed" | "logout" | "user_write" | "suspicious_request" | "password_set" | "secret_view" | "secret_rotate" | "invitation_used" | "authorize_application" | "source_linked" | "impersonation_started" | "impersonation_ended" | "flow_execution" | "policy_execution" | "policy_exception" | "property_mapping_exception" | "system_task_execution" | "system_task_exception" | "system_exception" | "configuration_error" | "model_created" | "model_updated" | "model_deleted" | "email_sent" | "update_available" | "custom_" | "export_ready" | "configuration_warning" | "review_initiated" | "review_overdue" | "review_attested" | "review_completed" | "user_offboarded" | "access_request_created" | "access_request_approved" | "access_request_denied" | "access_request_revoked" | null | undefined>;
  /** Matches Event's Client IP (strict matching, for network matching use an Expression Policy) Authentik's `client_ip`. */
  declare readonly clientIp: pulumi.Output<string | null | undefined>;
  /** Match events created by selected application. When left empty, all applications are matched. Authentik's `app`. `authentik.enterprise.search`: Until 2026.2. `authentik.commands`: Since 2025.10. `authentik.sources.telegram`: Since 2025.10. `authentik.enterprise.providers.radius`: Since 2025.10. `authentik.enterprise.providers.scim`: Since 2025.10. `authentik.endpoints`: Since 2025.12. `authentik.endpoints.connectors.agent`: Since 2025.12. `authentik.admin.files`: Since 2025.12. `authentik.enterprise.endpoints.connectors.agent`: Since 2025.12. `authentik.enterprise.reports`: Since 2025.12. `authentik.enterprise.endpoints.connectors.fleet`: Since 2026.2. `authentik.enterprise.lifecycle`: Since 2026.2. `authentik.enterprise.providers.ws_federation`: Since 2026.2. `authentik.enterprise.endpoints.connectors.google_chrome`: Since 2026.5. `authentik.enterprise.stages.account_lockdown`: Since 2026.5. `authentik.enterprise.agents`: Since 2026.8. `authentik.enterprise.requests`: Since 2026.8. */
  declare readonly app: pulumi.Output<"authentik.tenants" | "authentik.tasks" | "authentik.admin" | "authentik.api" | "authentik.core" | "authentik.crypto" | "authentik.enterprise" | "authentik.events" | "authentik.flows" | "authentik.outposts" | "authentik.policies.dummy" | "authentik.policies.event_matcher" | "authentik.policies.expiry" | "authentik.policies.expression" | "authentik.policies.geoip" | "authentik.policies.password" | "authentik.policies.reputation" | "authentik.policies" | "authentik.providers.ldap" | "authentik.providers.oauth2" | "authentik.providers.proxy" | "authentik.providers.rac" | "authentik.providers.radius" | "authentik.providers.saml" | "authentik.providers.scim" | "authentik.rbac" | "authentik.recovery" | "authentik.sources.kerberos" | "authentik.sources.ldap" | "authentik.sources.oauth" | "authentik.sources.plex" | "authentik.sources.saml" | "authentik.sources.scim" | "authentik.stages.authenticator" | "authentik.stages.authenticator_duo" | "authentik.stages.authenticator_email" | "authentik.stages.authenticator_sms" | "authentik.stages.authenticator_static" | "authentik.stages.authenticator_totp" | "authentik.stages.authenticator_validate" | "authentik.stages.authenticator_webauthn" | "authentik.stages.captcha" | "authentik.stages.consent" | "authentik.stages.deny" | "authentik.stages.dummy" | "authentik.stages.email" | "authentik.stages.identification" | "authentik.stages.invitation" | "authentik.stages.password" | "authentik.stages.prompt" | "authentik.stages.redirect" | "authentik.stages.user_delete" | "authentik.stages.user_login" | "authentik.stages.user_logout" | "authentik.stages.user_write" | "authentik.tasks.schedules" | "authentik.brands" | "authentik.blueprints" | "authentik.enterprise.audit" | "authentik.enterprise.policies.unique_password" | "authentik.enterprise.providers.google_workspace" | "authentik.enterprise.providers.microsoft_entra" | "authentik.enterprise.providers.ssf" | "authentik.enterprise.search" | "authentik.enterprise.stages.authenticator_endpoint_gdtc" | "authentik.enterprise.stages.mtls" | "authentik.enterprise.stages.source" | "authentik.commands" | "authentik.sources.telegram" | "authentik.enterprise.providers.radius" | "authentik.enterprise.providers.scim" | "authentik.endpoints" | "authentik.endpoints.connectors.agent" | "authentik.admin.files" | "authentik.enterprise.endpoints.connectors.agent" | "authentik.enterprise.reports" | "authentik.enterprise.endpoints.connectors.fleet" | "authentik.enterprise.lifecycle" | "authentik.enterprise.providers.ws_federation" | "authentik.enterprise.endpoints.connectors.google_chrome" | "authentik.enterprise.stages.account_lockdown" | "authentik.enterprise.agents" | "authentik.enterprise.requests" | null | undefined>;
  /** Match events created by selected model. When left empty, all models are matched. When an app is selected, all the application's models are matched. Authentik's `model`. `authentik_stages_consent.userconsent`: Until 2025.8. `authentik_sources_telegram.telegramsource`: Since 2025.10. `authentik_sources_telegram.telegramsourcepropertymapping`: Since 2025.10. `authentik_sources_telegram.usertelegramsourceconnection`: Since 2025.10. `authentik_sources_telegram.grouptelegramsourceconnection`: Since 2025.10. `authentik_endpoints.deviceuserbinding`: Since 2025.12. `authentik_endpoints.deviceaccessgroup`: Since 2025.12. `authentik_endpoints.endpointstage`: Since 2025.12. `authentik_endpoints_connectors_agent.agentconnector`: Since 2025.12. `authentik_endpoints_connectors_agent.agentdeviceuserbinding`: Since 2025.12. `authentik_endpoints_connectors_agent.enrollmenttoken`: Since 2025.12. `authentik_reports.dataexport`: Since 2025.12. `authentik_endpoints_connectors_fleet.fleetconnector`: Since 2026.2. `authentik_lifecycle.lifecyclerule`: Since 2026.2. `authentik_lifecycle.lifecycleiteration`: Since 2026.2. `authentik_lifecycle.review`: Since 2026.2. `authentik_providers_ws_federation.wsfederationprovider`: Since 2026.2. `authentik_endpoints_connectors_google_chrome.googlechromeconnector`: Since 2026.5. `authentik_stages_account_lockdown.accountlockdownstage`: Since 2026.5. `authentik_core.objectattribute`: Since 2026.8. `authentik_core.actor`: Since 2026.8. `authentik_providers_oauth2.oauth2dynamicclientregistration`: Since 2026.8. `authentik_agents.agent`: Since 2026.8. `authentik_lifecycle.useroffboarding`: Since 2026.8. `authentik_requests.requestrulechildbinding`: Since 2026.8. `authentik_requests.requestrulebinding`: Since 2026.8. `authentik_requests.requestrule`: Since 2026.8. `authentik_requests.grantrequest`: Since 2026.8. */
  declare readonly model: pulumi.Output<"authentik_tenants.domain" | "authentik_core.group" | "authentik_core.user" | "authentik_core.application" | "authentik_core.applicationentitlement" | "authentik_core.token" | "authentik_crypto.certificatekeypair" | "authentik_enterprise.license" | "authentik_events.event" | "authentik_events.notificationtransport" | "authentik_events.notification" | "authentik_events.notificationrule" | "authentik_events.notificationwebhookmapping" | "authentik_flows.flow" | "authentik_flows.flowstagebinding" | "authentik_outposts.dockerserviceconnection" | "authentik_outposts.kubernetesserviceconnection" | "authentik_outposts.outpost" | "authentik_policies_dummy.dummypolicy" | "authentik_policies_event_matcher.eventmatcherpolicy" | "authentik_policies_expiry.passwordexpirypolicy" | "authentik_policies_expression.expressionpolicy" | "authentik_policies_geoip.geoippolicy" | "authentik_policies_password.passwordpolicy" | "authentik_policies_reputation.reputationpolicy" | "authentik_policies.policybinding" | "authentik_providers_ldap.ldapprovider" | "authentik_providers_oauth2.scopemapping" | "authentik_providers_oauth2.oauth2provider" | "authentik_providers_proxy.proxyprovider" | "authentik_providers_rac.racprovider" | "authentik_providers_rac.endpoint" | "authentik_providers_rac.racpropertymapping" | "authentik_providers_radius.radiusprovider" | "authentik_providers_radius.radiusproviderpropertymapping" | "authentik_providers_saml.samlprovider" | "authentik_providers_saml.samlpropertymapping" | "authentik_providers_scim.scimprovider" | "authentik_providers_scim.scimmapping" | "authentik_rbac.role" | "authentik_rbac.initialpermissions" | "authentik_sources_kerberos.kerberossource" | "authentik_sources_kerberos.kerberossourcepropertymapping" | "authentik_sources_kerberos.userkerberossourceconnection" | "authentik_sources_kerberos.groupkerberossourceconnection" | "authentik_sources_ldap.ldapsource" | "authentik_sources_ldap.ldapsourcepropertymapping" | "authentik_sources_ldap.userldapsourceconnection" | "authentik_sources_ldap.groupldapsourceconnection" | "authentik_sources_oauth.oauthsource" | "authentik_sources_oauth.oauthsourcepropertymapping" | "authentik_sources_oauth.useroauthsourceconnection" | "authentik_sources_oauth.groupoauthsourceconnection" | "authentik_sources_plex.plexsource" | "authentik_sources_plex.plexsourcepropertymapping" | "authentik_sources_plex.userplexsourceconnection" | "authentik_sources_plex.groupplexsourceconnection" | "authentik_sources_saml.samlsource" | "authentik_sources_saml.samlsourcepropertymapping" | "authentik_sources_saml.usersamlsourceconnection" | "authentik_sources_saml.groupsamlsourceconnection" | "authentik_sources_scim.scimsource" | "authentik_sources_scim.scimsourcepropertymapping" | "authentik_stages_authenticator_duo.authenticatorduostage" | "authentik_stages_authenticator_duo.duodevice" | "authentik_stages_authenticator_email.authenticatoremailstage" | "authentik_stages_authenticator_email.emaildevice" | "authentik_stages_authenticator_sms.authenticatorsmsstage" | "authentik_stages_authenticator_sms.smsdevice" | "authentik_stages_authenticator_static.authenticatorstaticstage" | "authentik_stages_authenticator_static.staticdevice" | "authentik_stages_authenticator_totp.authenticatortotpstage" | "authentik_stages_authenticator_totp.totpdevice" | "authentik_stages_authenticator_validate.authenticatorvalidatestage" | "authentik_stages_authenticator_webauthn.authenticatorwebauthnstage" | "authentik_stages_authenticator_webauthn.webauthndevice" | "authentik_stages_captcha.captchastage" | "authentik_stages_consent.consentstage" | "authentik_stages_consent.userconsent" | "authentik_stages_deny.denystage" | "authentik_stages_dummy.dummystage" | "authentik_stages_email.emailstage" | "authentik_stages_identification.identificationstage" | "authentik_stages_invitation.invitationstage" | "authentik_stages_invitation.invitation" | "authentik_stages_password.passwordstage" | "authentik_stages_prompt.prompt" | "authentik_stages_prompt.promptstage" | "authentik_stages_redirect.redirectstage" | "authentik_stages_user_delete.userdeletestage" | "authentik_stages_user_login.userloginstage" | "authentik_stages_user_logout.userlogoutstage" | "authentik_stages_user_write.userwritestage" | "authentik_tasks_schedules.schedule" | "authentik_brands.brand" | "authentik_blueprints.blueprintinstance" | "authentik_policies_unique_password.uniquepasswordpolicy" | "authentik_providers_google_workspace.googleworkspaceprovider" | "authentik_providers_google_workspace.googleworkspaceprovidermapping" | "authentik_providers_microsoft_entra.microsoftentraprovider" | "authentik_providers_microsoft_entra.microsoftentraprovidermapping" | "authentik_providers_ssf.ssfprovider" | "authentik_stages_authenticator_endpoint_gdtc.authenticatorendpointgdtcstage" | "authentik_stages_mtls.mutualtlsstage" | "authentik_stages_source.sourcestage" | "authentik_sources_telegram.telegramsource" | "authentik_sources_telegram.telegramsourcepropertymapping" | "authentik_sources_telegram.usertelegramsourceconnection" | "authentik_sources_telegram.grouptelegramsourceconnection" | "authentik_endpoints.deviceuserbinding" | "authentik_endpoints.deviceaccessgroup" | "authentik_endpoints.endpointstage" | "authentik_endpoints_connectors_agent.agentconnector" | "authentik_endpoints_connectors_agent.agentdeviceuserbinding" | "authentik_endpoints_connectors_agent.enrollmenttoken" | "authentik_reports.dataexport" | "authentik_endpoints_connectors_fleet.fleetconnector" | "authentik_lifecycle.lifecyclerule" | "authentik_lifecycle.lifecycleiteration" | "authentik_lifecycle.review" | "authentik_providers_ws_federation.wsfederationprovider" | "authentik_endpoints_connectors_google_chrome.googlechromeconnector" | "authentik_stages_account_lockdown.accountlockdownstage" | "authentik_core.objectattribute" | "authentik_core.actor" | "authentik_providers_oauth2.oauth2dynamicclientregistration" | "authentik_agents.agent" | "authentik_lifecycle.useroffboarding" | "authentik_requests.requestrulechildbinding" | "authentik_requests.requestrulebinding" | "authentik_requests.requestrule" | "authentik_requests.grantrequest" | null | undefined>;
  /** Authentik's `query`. Since 2026.5. */
  declare readonly query: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: EventMatcherPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/event_matcher", name, args, opts);
  }
}

/** What {@link ExpressionPolicy} takes. A field that is left out is not managed. */
export interface ExpressionPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Authentik's `expression`. */
  expression: pulumi.Input<string>;
}

/** Authentik's ExpressionPolicy, the kind `policies/expression`, told apart by `name`. */
export class ExpressionPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Authentik's `expression`. */
  declare readonly expression: pulumi.Output<string>;

  constructor(name: string, args: ExpressionPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/expression", name, args, opts);
  }
}

/** What {@link GeoIPPolicy} takes. A field that is left out is not managed. */
export interface GeoIPPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Authentik's `asns`. */
  asns?: pulumi.Input<pulumi.Input<number>[]>;
  /** Authentik's `countries`. */
  countries: pulumi.Input<pulumi.Input<"AF" | "AX" | "AL" | "DZ" | "AS" | "AD" | "AO" | "AI" | "AQ" | "AG" | "AR" | "AM" | "AW" | "AU" | "AT" | "AZ" | "BS" | "BH" | "BD" | "BB" | "BY" | "BE" | "BZ" | "BJ" | "BM" | "BT" | "BO" | "BQ" | "BA" | "BW" | "BV" | "BR" | "IO" | "BN" | "BG" | "BF" | "BI" | "CV" | "KH" | "CM" | "CA" | "KY" | "CF" | "TD" | "CL" | "CN" | "CX" | "CC" | "CO" | "KM" | "CG" | "CD" | "CK" | "CR" | "CI" | "HR" | "CU" | "CW" | "CY" | "CZ" | "DK" | "DJ" | "DM" | "DO" | "EC" | "EG" | "SV" | "GQ" | "ER" | "EE" | "SZ" | "ET" | "FK" | "FO" | "FJ" | "FI" | "FR" | "GF" | "PF" | "TF" | "GA" | "GM" | "GE" | "DE" | "GH" | "GI" | "GR" | "GL" | "GD" | "GP" | "GU" | "GT" | "GG" | "GN" | "GW" | "GY" | "HT" | "HM" | "VA" | "HN" | "HK" | "HU" | "IS" | "IN" | "ID" | "IR" | "IQ" | "IE" | "IM" | "IL" | "IT" | "JM" | "JP" | "JE" | "JO" | "KZ" | "KE" | "KI" | "KW" | "KG" | "LA" | "LV" | "LB" | "LS" | "LR" | "LY" | "LI" | "LT" | "LU" | "MO" | "MG" | "MW" | "MY" | "MV" | "ML" | "MT" | "MH" | "MQ" | "MR" | "MU" | "YT" | "MX" | "FM" | "MD" | "MC" | "MN" | "ME" | "MS" | "MA" | "MZ" | "MM" | "NA" | "NR" | "NP" | "NL" | "NC" | "NZ" | "NI" | "NE" | "NG" | "NU" | "NF" | "KP" | "MK" | "MP" | "NO" | "OM" | "PK" | "PW" | "PS" | "PA" | "PG" | "PY" | "PE" | "PH" | "PN" | "PL" | "PT" | "PR" | "QA" | "RE" | "RO" | "RU" | "RW" | "BL" | "SH" | "KN" | "LC" | "MF" | "PM" | "VC" | "WS" | "SM" | "ST" | "SA" | "SN" | "RS" | "SC" | "SL" | "SG" | "SX" | "SK" | "SI" | "SB" | "SO" | "ZA" | "GS" | "KR" | "SS" | "ES" | "LK" | "SD" | "SR" | "SJ" | "SE" | "CH" | "SY" | "TW" | "TJ" | "TZ" | "TH" | "TL" | "TG" | "TK" | "TO" | "TT" | "TN" | "TR" | "TM" | "TC" | "TV" | "UG" | "UA" | "AE" | "GB" | "UM" | "US" | "UY" | "UZ" | "VU" | "VE" | "VN" | "VG" | "VI" | "WF" | "EH" | "YE" | "ZM" | "ZW">[]>;
  /** Authentik's `check_history_distance`. */
  checkHistoryDistance?: pulumi.Input<boolean>;
  /** Authentik's `history_max_distance_km`. */
  historyMaxDistanceKm?: pulumi.Input<number>;
  /** Authentik's `distance_tolerance_km`. */
  distanceToleranceKm?: pulumi.Input<number>;
  /** Authentik's `history_login_count`. */
  historyLoginCount?: pulumi.Input<number>;
  /** Authentik's `check_impossible_travel`. */
  checkImpossibleTravel?: pulumi.Input<boolean>;
  /** Authentik's `impossible_tolerance_km`. */
  impossibleToleranceKm?: pulumi.Input<number>;
}

/** Authentik's GeoIPPolicy, the kind `policies/geoip`, told apart by `name`. */
export class GeoIPPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Authentik's `asns`. */
  declare readonly asns: pulumi.Output<number[] | undefined>;
  /** Authentik's `countries`. */
  declare readonly countries: pulumi.Output<("AF" | "AX" | "AL" | "DZ" | "AS" | "AD" | "AO" | "AI" | "AQ" | "AG" | "AR" | "AM" | "AW" | "AU" | "AT" | "AZ" | "BS" | "BH" | "BD" | "BB" | "BY" | "BE" | "BZ" | "BJ" | "BM" | "BT" | "BO" | "BQ" | "BA" | "BW" | "BV" | "BR" | "IO" | "BN" | "BG" | "BF" | "BI" | "CV" | "KH" | "CM" | "CA" | "KY" | "CF" | "TD" | "CL" | "CN" | "CX" | "CC" | "CO" | "KM" | "CG" | "CD" | "CK" | "CR" | "CI" | "HR" | "CU" | "CW" | "CY" | "CZ" | "DK" | "DJ" | "DM" | "DO" | "EC" | "EG" | "SV" | "GQ" | "ER" | "EE" | "SZ" | "ET" | "FK" | "FO" | "FJ" | "FI" | "FR" | "GF" | "PF" | "TF" | "GA" | "GM" | "GE" | "DE" | "GH" | "GI" | "GR" | "GL" | "GD" | "GP" | "GU" | "GT" | "GG" | "GN" | "GW" | "GY" | "HT" | "HM" | "VA" | "HN" | "HK" | "HU" | "IS" | "IN" | "ID" | "IR" | "IQ" | "IE" | "IM" | "IL" | "IT" | "JM" | "JP" | "JE" | "JO" | "KZ" | "KE" | "KI" | "KW" | "KG" | "LA" | "LV" | "LB" | "LS" | "LR" | "LY" | "LI" | "LT" | "LU" | "MO" | "MG" | "MW" | "MY" | "MV" | "ML" | "MT" | "MH" | "MQ" | "MR" | "MU" | "YT" | "MX" | "FM" | "MD" | "MC" | "MN" | "ME" | "MS" | "MA" | "MZ" | "MM" | "NA" | "NR" | "NP" | "NL" | "NC" | "NZ" | "NI" | "NE" | "NG" | "NU" | "NF" | "KP" | "MK" | "MP" | "NO" | "OM" | "PK" | "PW" | "PS" | "PA" | "PG" | "PY" | "PE" | "PH" | "PN" | "PL" | "PT" | "PR" | "QA" | "RE" | "RO" | "RU" | "RW" | "BL" | "SH" | "KN" | "LC" | "MF" | "PM" | "VC" | "WS" | "SM" | "ST" | "SA" | "SN" | "RS" | "SC" | "SL" | "SG" | "SX" | "SK" | "SI" | "SB" | "SO" | "ZA" | "GS" | "KR" | "SS" | "ES" | "LK" | "SD" | "SR" | "SJ" | "SE" | "CH" | "SY" | "TW" | "TJ" | "TZ" | "TH" | "TL" | "TG" | "TK" | "TO" | "TT" | "TN" | "TR" | "TM" | "TC" | "TV" | "UG" | "UA" | "AE" | "GB" | "UM" | "US" | "UY" | "UZ" | "VU" | "VE" | "VN" | "VG" | "VI" | "WF" | "EH" | "YE" | "ZM" | "ZW")[]>;
  /** Authentik's `check_history_distance`. */
  declare readonly checkHistoryDistance: pulumi.Output<boolean | undefined>;
  /** Authentik's `history_max_distance_km`. */
  declare readonly historyMaxDistanceKm: pulumi.Output<number | undefined>;
  /** Authentik's `distance_tolerance_km`. */
  declare readonly distanceToleranceKm: pulumi.Output<number | undefined>;
  /** Authentik's `history_login_count`. */
  declare readonly historyLoginCount: pulumi.Output<number | undefined>;
  /** Authentik's `check_impossible_travel`. */
  declare readonly checkImpossibleTravel: pulumi.Output<boolean | undefined>;
  /** Authentik's `impossible_tolerance_km`. */
  declare readonly impossibleToleranceKm: pulumi.Output<number | undefined>;

  constructor(name: string, args: GeoIPPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/geoip", name, args, opts);
  }
}

/** What {@link PasswordPolicy} takes. A field that is left out is not managed. */
export interface PasswordPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Field key to check, field keys defined in Prompt stages are available. Authentik's `password_field`. */
  passwordField?: pulumi.Input<string>;
  /** Authentik's `amount_digits`. */
  amountDigits?: pulumi.Input<number>;
  /** Authentik's `amount_uppercase`. */
  amountUppercase?: pulumi.Input<number>;
  /** Authentik's `amount_lowercase`. */
  amountLowercase?: pulumi.Input<number>;
  /** Authentik's `amount_symbols`. */
  amountSymbols?: pulumi.Input<number>;
  /** Authentik's `length_min`. */
  lengthMin?: pulumi.Input<number>;
  /** Authentik's `symbol_charset`. */
  symbolCharset?: pulumi.Input<string>;
  /** Authentik's `error_message`. */
  errorMessage?: pulumi.Input<string>;
  /** Authentik's `check_static_rules`. */
  checkStaticRules?: pulumi.Input<boolean>;
  /** Authentik's `check_have_i_been_pwned`. */
  checkHaveIBeenPwned?: pulumi.Input<boolean>;
  /** Authentik's `check_zxcvbn`. */
  checkZxcvbn?: pulumi.Input<boolean>;
  /** How many times the password hash is allowed to be on haveibeenpwned. Authentik's `hibp_allowed_count`. */
  hibpAllowedCount?: pulumi.Input<number>;
  /** If the zxcvbn score is equal or less than this value, the policy will fail. Authentik's `zxcvbn_score_threshold`. */
  zxcvbnScoreThreshold?: pulumi.Input<number>;
}

/** Authentik's PasswordPolicy, the kind `policies/password`, told apart by `name`. */
export class PasswordPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Field key to check, field keys defined in Prompt stages are available. Authentik's `password_field`. */
  declare readonly passwordField: pulumi.Output<string | undefined>;
  /** Authentik's `amount_digits`. */
  declare readonly amountDigits: pulumi.Output<number | undefined>;
  /** Authentik's `amount_uppercase`. */
  declare readonly amountUppercase: pulumi.Output<number | undefined>;
  /** Authentik's `amount_lowercase`. */
  declare readonly amountLowercase: pulumi.Output<number | undefined>;
  /** Authentik's `amount_symbols`. */
  declare readonly amountSymbols: pulumi.Output<number | undefined>;
  /** Authentik's `length_min`. */
  declare readonly lengthMin: pulumi.Output<number | undefined>;
  /** Authentik's `symbol_charset`. */
  declare readonly symbolCharset: pulumi.Output<string | undefined>;
  /** Authentik's `error_message`. */
  declare readonly errorMessage: pulumi.Output<string | undefined>;
  /** Authentik's `check_static_rules`. */
  declare readonly checkStaticRules: pulumi.Output<boolean | undefined>;
  /** Authentik's `check_have_i_been_pwned`. */
  declare readonly checkHaveIBeenPwned: pulumi.Output<boolean | undefined>;
  /** Authentik's `check_zxcvbn`. */
  declare readonly checkZxcvbn: pulumi.Output<boolean | undefined>;
  /** How many times the password hash is allowed to be on haveibeenpwned. Authentik's `hibp_allowed_count`. */
  declare readonly hibpAllowedCount: pulumi.Output<number | undefined>;
  /** If the zxcvbn score is equal or less than this value, the policy will fail. Authentik's `zxcvbn_score_threshold`. */
  declare readonly zxcvbnScoreThreshold: pulumi.Output<number | undefined>;

  constructor(name: string, args: PasswordPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/password", name, args, opts);
  }
}

/** What {@link PasswordExpiryPolicy} takes. A field that is left out is not managed. */
export interface PasswordExpiryPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Authentik's `days`. */
  days: pulumi.Input<number>;
  /** Authentik's `deny_only`. */
  denyOnly?: pulumi.Input<boolean>;
}

/** Authentik's PasswordExpiryPolicy, the kind `policies/password_expiry`, told apart by `name`. */
export class PasswordExpiryPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Authentik's `days`. */
  declare readonly days: pulumi.Output<number>;
  /** Authentik's `deny_only`. */
  declare readonly denyOnly: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: PasswordExpiryPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/password_expiry", name, args, opts);
  }
}

/** What {@link ReputationPolicy} takes. A field that is left out is not managed. */
export interface ReputationPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Authentik's `check_ip`. */
  checkIp?: pulumi.Input<boolean>;
  /** Authentik's `check_username`. */
  checkUsername?: pulumi.Input<boolean>;
  /** Authentik's `threshold`. */
  threshold?: pulumi.Input<number>;
}

/** Authentik's ReputationPolicy, the kind `policies/reputation`, told apart by `name`. */
export class ReputationPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Authentik's `check_ip`. */
  declare readonly checkIp: pulumi.Output<boolean | undefined>;
  /** Authentik's `check_username`. */
  declare readonly checkUsername: pulumi.Output<boolean | undefined>;
  /** Authentik's `threshold`. */
  declare readonly threshold: pulumi.Output<number | undefined>;

  constructor(name: string, args: ReputationPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/reputation", name, args, opts);
  }
}

/** What {@link UniquePasswordPolicy} takes. A field that is left out is not managed. */
export interface UniquePasswordPolicyArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  executionLogging?: pulumi.Input<boolean>;
  /** Field key to check, field keys defined in Prompt stages are available. Authentik's `password_field`. */
  passwordField?: pulumi.Input<string>;
  /** Number of passwords to check against. Authentik's `num_historical_passwords`. */
  numHistoricalPasswords?: pulumi.Input<number>;
}

/** Authentik's UniquePasswordPolicy, the kind `policies/unique_password`, told apart by `name`. */
export class UniquePasswordPolicy extends AuthentikResource {
  /** Policy uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When this option is enabled, all executions of this policy will be logged. By default, only execution errors are logged. Authentik's `execution_logging`. */
  declare readonly executionLogging: pulumi.Output<boolean | undefined>;
  /** Field key to check, field keys defined in Prompt stages are available. Authentik's `password_field`. */
  declare readonly passwordField: pulumi.Output<string | undefined>;
  /** Number of passwords to check against. Authentik's `num_historical_passwords`. */
  declare readonly numHistoricalPasswords: pulumi.Output<number | undefined>;

  constructor(name: string, args: UniquePasswordPolicyArgs, opts?: AuthentikResourceOptions) {
    super("policies/unique_password", name, args, opts);
  }
}

/** What {@link ScopeMapping} takes. A field that is left out is not managed. */
export interface ScopeMappingArgs {
  /** Objects that are managed by authentik. These objects are created and updated automatically. This flag only indicates that an object can be overwritten by migrations. You can still modify the objects via the API, but expect changes to be overwritten in a later update. Authentik's `managed`. */
  managed?: pulumi.Input<string | null>;
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `expression`. */
  expression: pulumi.Input<string>;
  /** Scope name requested by the client. Authentik's `scope_name`. */
  scopeName: pulumi.Input<string>;
  /** Description shown to the user when consenting. If left empty, the user won't be informed. Authentik's `description`. */
  description?: pulumi.Input<string>;
}

/** Authentik's ScopeMapping, the kind `propertymappings/provider/scope`, told apart by `name`. */
export class ScopeMapping extends AuthentikResource {
  /** Pm uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Objects that are managed by authentik. These objects are created and updated automatically. This flag only indicates that an object can be overwritten by migrations. You can still modify the objects via the API, but expect changes to be overwritten in a later update. Authentik's `managed`. */
  declare readonly managed: pulumi.Output<string | null | undefined>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `expression`. */
  declare readonly expression: pulumi.Output<string>;
  /** Scope name requested by the client. Authentik's `scope_name`. */
  declare readonly scopeName: pulumi.Output<string>;
  /** Description shown to the user when consenting. If left empty, the user won't be informed. Authentik's `description`. */
  declare readonly description: pulumi.Output<string | undefined>;

  constructor(name: string, args: ScopeMappingArgs, opts?: AuthentikResourceOptions) {
    super("propertymappings/provider/scope", name, args, opts);
  }
}

/** What {@link OAuth2Provider} takes. A field that is left out is not managed. */
export interface OAuth2ProviderArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used for authentication when the associated application is accessed by an un-authenticated user. Authentik's `authentication_flow`. */
  authenticationFlow?: Reference | null;
  /** Flow used when authorizing this provider. Authentik's `authorization_flow`. */
  authorizationFlow: Reference;
  /** Flow used ending the session from a provider. Authentik's `invalidation_flow`. */
  invalidationFlow: Reference;
  /** Authentik's `property_mappings`. */
  propertyMappings?: pulumi.Input<Reference[]>;
  /** Confidential clients are capable of maintaining the confidentiality of their credentials. Public clients are incapable. Authentik's `client_type`. */
  clientType?: pulumi.Input<"confidential" | "public">;
  /** Authentik's `client_id`. */
  clientId?: pulumi.Input<string>;
  /** Authentik's `client_secret`. A secret. */
  clientSecret?: pulumi.Input<string>;
  /** Access codes not valid on or after current time + this value (Format: hours=1;minutes=2;seconds=3). Authentik's `access_code_validity`. */
  accessCodeValidity?: pulumi.Input<string>;
  /** Tokens not valid on or after current time + this value (Format: hours=1;minutes=2;seconds=3). Authentik's `access_token_validity`. */
  accessTokenValidity?: pulumi.Input<string>;
  /** Tokens not valid on or after current time + this value (Format: hours=1;minutes=2;seconds=3). Authentik's `refresh_token_validity`. */
  refreshTokenValidity?: pulumi.Input<string>;
  /** Include User claims from scopes in the id_token, for applications that don't access the userinfo endpoint. Authentik's `include_claims_in_id_token`. */
  includeClaimsInIdToken?: pulumi.Input<boolean>;
  /** Key used to sign the tokens. Authentik's `signing_key`. */
  signingKey?: Reference | null;
  /** Key used to encrypt the tokens. When set, tokens will be encrypted and returned as JWEs. Authentik's `encryption_key`. */
  encryptionKey?: Reference | null;
  /** Authentik's `redirect_uris`. */
  redirectUris: pulumi.Input<pulumi.Input<{ matchingMode: pulumi.Input<"strict" | "regex">; url: pulumi.Input<string>; redirectUriType?: pulumi.Input<"authorization" | "logout"> }>[]>;
  /** Back-Channel Logout URI. Authentik's `backchannel_logout_uri`. Until 2025.8. */
  backchannelLogoutUri?: pulumi.Input<string>;
  /** Configure what data should be used as unique User Identifier. For most cases, the default should be fine. Authentik's `sub_mode`. */
  subMode?: pulumi.Input<"hashed_user_id" | "user_id" | "user_uuid" | "user_username" | "user_email" | "user_upn">;
  /** Configure how the issuer field of the ID Token should be filled. Authentik's `issuer_mode`. */
  issuerMode?: pulumi.Input<"global" | "per_provider">;
  /** Any JWT signed by the JWK of the selected source can be used to authenticate. Authentik's `jwt_federation_sources`. */
  jwtFederationSources?: pulumi.Input<Reference[]>;
  /** Authentik's `jwt_federation_providers`. */
  jwtFederationProviders?: pulumi.Input<Reference[]>;
  /** When refreshing a token, if the refresh token is valid for less than this duration, it will be renewed. When set to seconds=0, token will always be renewed. (Format: hours=1;minutes=2;seconds=3). Authentik's `refresh_token_threshold`. Since 2025.10. */
  refreshTokenThreshold?: pulumi.Input<string>;
  /** Authentik's `logout_uri`. Since 2025.10. */
  logoutUri?: pulumi.Input<string>;
  /** Backchannel logs out with server to server calls. Frontchannel uses iframes in your browser. Authentik's `logout_method`. Since 2025.10. */
  logoutMethod?: pulumi.Input<"backchannel" | "frontchannel">;
  /** Authentik's `grant_types`. Since 2026.5. */
  grantTypes?: pulumi.Input<pulumi.Input<"authorization_code" | "implicit" | "hybrid" | "refresh_token" | "client_credentials" | "password" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange">[]>;
}

/** Authentik's OAuth2Provider, the kind `providers/oauth2`, told apart by `name`. */
export class OAuth2Provider extends AuthentikResource {
  /** ID. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<number>;
  /** Authentik's `client_id`. */
  declare readonly clientId: pulumi.Output<string>;
  /** Authentik's `client_secret`. A secret. */
  declare readonly clientSecret: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used for authentication when the associated application is accessed by an un-authenticated user. Authentik's `authentication_flow`. */
  declare readonly authenticationFlow: pulumi.Output<string | null | undefined>;
  /** Flow used when authorizing this provider. Authentik's `authorization_flow`. */
  declare readonly authorizationFlow: pulumi.Output<string>;
  /** Flow used ending the session from a provider. Authentik's `invalidation_flow`. */
  declare readonly invalidationFlow: pulumi.Output<string>;
  /** Authentik's `property_mappings`. */
  declare readonly propertyMappings: pulumi.Output<string[] | undefined>;
  /** Confidential clients are capable of maintaining the confidentiality of their credentials. Public clients are incapable. Authentik's `client_type`. */
  declare readonly clientType: pulumi.Output<"confidential" | "public" | undefined>;
  /** Access codes not valid on or after current time + this value (Format: hours=1;minutes=2;seconds=3). Authentik's `access_code_validity`. */
  declare readonly accessCodeValidity: pulumi.Output<string | undefined>;
  /** Tokens not valid on or after current time + this value (Format: hours=1;minutes=2;seconds=3). Authentik's `access_token_validity`. */
  declare readonly accessTokenValidity: pulumi.Output<string | undefined>;
  /** Tokens not valid on or after current time + this value (Format: hours=1;minutes=2;seconds=3). Authentik's `refresh_token_validity`. */
  declare readonly refreshTokenValidity: pulumi.Output<string | undefined>;
  /** Include User claims from scopes in the id_token, for applications that don't access the userinfo endpoint. Authentik's `include_claims_in_id_token`. */
  declare readonly includeClaimsInIdToken: pulumi.Output<boolean | undefined>;
  /** Key used to sign the tokens. Authentik's `signing_key`. */
  declare readonly signingKey: pulumi.Output<string | null | undefined>;
  /** Key used to encrypt the tokens. When set, tokens will be encrypted and returned as JWEs. Authentik's `encryption_key`. */
  declare readonly encryptionKey: pulumi.Output<string | null | undefined>;
  /** Authentik's `redirect_uris`. */
  declare readonly redirectUris: pulumi.Output<({ matchingMode: "strict" | "regex"; url: string; redirectUriType?: "authorization" | "logout" })[]>;
  /** Back-Channel Logout URI. Authentik's `backchannel_logout_uri`. Until 2025.8. */
  declare readonly backchannelLogoutUri: pulumi.Output<string | undefined>;
  /** Configure what data should be used as unique User Identifier. For most cases, the default should be fine. Authentik's `sub_mode`. */
  declare readonly subMode: pulumi.Output<"hashed_user_id" | "user_id" | "user_uuid" | "user_username" | "user_email" | "user_upn" | undefined>;
  /** Configure how the issuer field of the ID Token should be filled. Authentik's `issuer_mode`. */
  declare readonly issuerMode: pulumi.Output<"global" | "per_provider" | undefined>;
  /** Any JWT signed by the JWK of the selected source can be used to authenticate. Authentik's `jwt_federation_sources`. */
  declare readonly jwtFederationSources: pulumi.Output<string[] | undefined>;
  /** Authentik's `jwt_federation_providers`. */
  declare readonly jwtFederationProviders: pulumi.Output<number[] | undefined>;
  /** When refreshing a token, if the refresh token is valid for less than this duration, it will be renewed. When set to seconds=0, token will always be renewed. (Format: hours=1;minutes=2;seconds=3). Authentik's `refresh_token_threshold`. Since 2025.10. */
  declare readonly refreshTokenThreshold: pulumi.Output<string | undefined>;
  /** Authentik's `logout_uri`. Since 2025.10. */
  declare readonly logoutUri: pulumi.Output<string | undefined>;
  /** Backchannel logs out with server to server calls. Frontchannel uses iframes in your browser. Authentik's `logout_method`. Since 2025.10. */
  declare readonly logoutMethod: pulumi.Output<"backchannel" | "frontchannel" | undefined>;
  /** Authentik's `grant_types`. Since 2026.5. */
  declare readonly grantTypes: pulumi.Output<("authorization_code" | "implicit" | "hybrid" | "refresh_token" | "client_credentials" | "password" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | undefined>;

  constructor(name: string, args: OAuth2ProviderArgs, opts?: AuthentikResourceOptions) {
    super("providers/oauth2", name, args, opts);
  }
}

/** What {@link AccountLockdownStage} takes. A field that is left out is not managed. */
export interface AccountLockdownStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Deactivate the user account (set is_active to False) Authentik's `deactivate_user`. */
  deactivateUser?: pulumi.Input<boolean>;
  /** Set an unusable password for the user. Authentik's `set_unusable_password`. */
  setUnusablePassword?: pulumi.Input<boolean>;
  /** Delete all active sessions for the user. Authentik's `delete_sessions`. */
  deleteSessions?: pulumi.Input<boolean>;
  /** Revoke all tokens for the user (API, app password, recovery, verification, OAuth) Authentik's `revoke_tokens`. */
  revokeTokens?: pulumi.Input<boolean>;
  /** Flow to redirect users to after self-service lockdown. This flow should not require authentication since the user's session is deleted. Authentik's `self_service_completion_flow`. */
  selfServiceCompletionFlow?: Reference | null;
}

/** Authentik's AccountLockdownStage, the kind `stages/account_lockdown`, told apart by `name`. Since 2026.5. */
export class AccountLockdownStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Deactivate the user account (set is_active to False) Authentik's `deactivate_user`. */
  declare readonly deactivateUser: pulumi.Output<boolean | undefined>;
  /** Set an unusable password for the user. Authentik's `set_unusable_password`. */
  declare readonly setUnusablePassword: pulumi.Output<boolean | undefined>;
  /** Delete all active sessions for the user. Authentik's `delete_sessions`. */
  declare readonly deleteSessions: pulumi.Output<boolean | undefined>;
  /** Revoke all tokens for the user (API, app password, recovery, verification, OAuth) Authentik's `revoke_tokens`. */
  declare readonly revokeTokens: pulumi.Output<boolean | undefined>;
  /** Flow to redirect users to after self-service lockdown. This flow should not require authentication since the user's session is deleted. Authentik's `self_service_completion_flow`. */
  declare readonly selfServiceCompletionFlow: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: AccountLockdownStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/account_lockdown", name, args, opts);
  }
}

/** What {@link AuthenticatorDuoStage} takes. A field that is left out is not managed. */
export interface AuthenticatorDuoStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** Authentik's `friendly_name`. */
  friendlyName?: pulumi.Input<string>;
  /** Authentik's `client_id`. */
  clientId: pulumi.Input<string>;
  /** Authentik's `api_hostname`. */
  apiHostname: pulumi.Input<string>;
  /** Authentik's `admin_integration_key`. */
  adminIntegrationKey?: pulumi.Input<string>;
  /** Authentik's `client_secret`. A secret. */
  clientSecret: pulumi.Input<string>;
  /** Authentik's `admin_secret_key`. A secret. */
  adminSecretKey?: pulumi.Input<string>;
}

/** Authentik's AuthenticatorDuoStage, the kind `stages/authenticator/duo`, told apart by `name`. */
export class AuthenticatorDuoStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `client_id`. */
  declare readonly clientId: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** Authentik's `friendly_name`. */
  declare readonly friendlyName: pulumi.Output<string | undefined>;
  /** Authentik's `api_hostname`. */
  declare readonly apiHostname: pulumi.Output<string>;
  /** Authentik's `admin_integration_key`. */
  declare readonly adminIntegrationKey: pulumi.Output<string | undefined>;
  /** Authentik's `client_secret`. A secret. */
  declare readonly clientSecret: pulumi.Output<string>;
  /** Authentik's `admin_secret_key`. A secret. */
  declare readonly adminSecretKey: pulumi.Output<string | undefined>;

  constructor(name: string, args: AuthenticatorDuoStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/duo", name, args, opts);
  }
}

/** What {@link AuthenticatorEmailStage} takes. A field that is left out is not managed. */
export interface AuthenticatorEmailStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** Authentik's `friendly_name`. */
  friendlyName?: pulumi.Input<string>;
  /** When enabled, global Email connection settings will be used and connection settings below will be ignored. Authentik's `use_global_settings`. */
  useGlobalSettings?: pulumi.Input<boolean>;
  /** Authentik's `host`. */
  host?: pulumi.Input<string>;
  /** Authentik's `port`. */
  port?: pulumi.Input<number>;
  /** Authentik's `username`. */
  username?: pulumi.Input<string>;
  /** Authentik's `password`. A secret. */
  password?: pulumi.Input<string>;
  /** Authentik's `use_tls`. */
  useTls?: pulumi.Input<boolean>;
  /** Authentik's `use_ssl`. */
  useSsl?: pulumi.Input<boolean>;
  /** Authentik's `timeout`. */
  timeout?: pulumi.Input<number>;
  /** Authentik's `from_address`. */
  fromAddress?: pulumi.Input<string>;
  /** Authentik's `subject`. */
  subject?: pulumi.Input<string>;
  /** Time the token sent is valid (Format: hours=3,minutes=17,seconds=300). Authentik's `token_expiry`. */
  tokenExpiry?: pulumi.Input<string>;
  /** Authentik's `template`. */
  template?: pulumi.Input<string>;
}

/** Authentik's AuthenticatorEmailStage, the kind `stages/authenticator/email`, told apart by `name`. */
export class AuthenticatorEmailStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** Authentik's `friendly_name`. */
  declare readonly friendlyName: pulumi.Output<string | undefined>;
  /** When enabled, global Email connection settings will be used and connection settings below will be ignored. Authentik's `use_global_settings`. */
  declare readonly useGlobalSettings: pulumi.Output<boolean | undefined>;
  /** Authentik's `host`. */
  declare readonly host: pulumi.Output<string | undefined>;
  /** Authentik's `port`. */
  declare readonly port: pulumi.Output<number | undefined>;
  /** Authentik's `username`. */
  declare readonly username: pulumi.Output<string | undefined>;
  /** Authentik's `password`. A secret. */
  declare readonly password: pulumi.Output<string | undefined>;
  /** Authentik's `use_tls`. */
  declare readonly useTls: pulumi.Output<boolean | undefined>;
  /** Authentik's `use_ssl`. */
  declare readonly useSsl: pulumi.Output<boolean | undefined>;
  /** Authentik's `timeout`. */
  declare readonly timeout: pulumi.Output<number | undefined>;
  /** Authentik's `from_address`. */
  declare readonly fromAddress: pulumi.Output<string | undefined>;
  /** Authentik's `subject`. */
  declare readonly subject: pulumi.Output<string | undefined>;
  /** Time the token sent is valid (Format: hours=3,minutes=17,seconds=300). Authentik's `token_expiry`. */
  declare readonly tokenExpiry: pulumi.Output<string | undefined>;
  /** Authentik's `template`. */
  declare readonly template: pulumi.Output<string | undefined>;

  constructor(name: string, args: AuthenticatorEmailStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/email", name, args, opts);
  }
}

/** What {@link AuthenticatorEndpointGDTCStage} takes. A field that is left out is not managed. */
export interface AuthenticatorEndpointGDTCStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** Authentik's `friendly_name`. */
  friendlyName?: pulumi.Input<string>;
  /** Authentik's `credentials`. */
  credentials: pulumi.Input<Json>;
}

/** Authentik's AuthenticatorEndpointGDTCStage, the kind `stages/authenticator/endpoint_gdtc`, told apart by `name`. */
export class AuthenticatorEndpointGDTCStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** Authentik's `friendly_name`. */
  declare readonly friendlyName: pulumi.Output<string | undefined>;
  /** Authentik's `credentials`. */
  declare readonly credentials: pulumi.Output<Json>;

  constructor(name: string, args: AuthenticatorEndpointGDTCStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/endpoint_gdtc", name, args, opts);
  }
}

/** What {@link AuthenticatorSMSStage} takes. A field that is left out is not managed. */
export interface AuthenticatorSMSStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** Authentik's `friendly_name`. */
  friendlyName?: pulumi.Input<string>;
  /** Authentik's `provider`. */
  provider: pulumi.Input<"twilio" | "generic">;
  /** Authentik's `from_number`. */
  fromNumber: pulumi.Input<string>;
  /** Authentik's `account_sid`. */
  accountSid: pulumi.Input<string>;
  /** Authentik's `auth`. A secret. */
  auth: pulumi.Input<string>;
  /** Authentik's `auth_password`. A secret. */
  authPassword?: pulumi.Input<string>;
  /** Authentik's `auth_type`. */
  authType?: pulumi.Input<"basic" | "bearer">;
  /** When enabled, the Phone number is only used during enrollment to verify the users authenticity. Only a hash of the phone number is saved to ensure it is not reused in the future. Authentik's `verify_only`. */
  verifyOnly?: pulumi.Input<boolean>;
  /** Optionally modify the payload being sent to custom providers. Authentik's `mapping`. */
  mapping?: Reference | null;
}

/** Authentik's AuthenticatorSMSStage, the kind `stages/authenticator/sms`, told apart by `name`. */
export class AuthenticatorSMSStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** Authentik's `friendly_name`. */
  declare readonly friendlyName: pulumi.Output<string | undefined>;
  /** Authentik's `provider`. */
  declare readonly provider: pulumi.Output<"twilio" | "generic">;
  /** Authentik's `from_number`. */
  declare readonly fromNumber: pulumi.Output<string>;
  /** Authentik's `account_sid`. */
  declare readonly accountSid: pulumi.Output<string>;
  /** Authentik's `auth`. A secret. */
  declare readonly auth: pulumi.Output<string>;
  /** Authentik's `auth_password`. A secret. */
  declare readonly authPassword: pulumi.Output<string | undefined>;
  /** Authentik's `auth_type`. */
  declare readonly authType: pulumi.Output<"basic" | "bearer" | undefined>;
  /** When enabled, the Phone number is only used during enrollment to verify the users authenticity. Only a hash of the phone number is saved to ensure it is not reused in the future. Authentik's `verify_only`. */
  declare readonly verifyOnly: pulumi.Output<boolean | undefined>;
  /** Optionally modify the payload being sent to custom providers. Authentik's `mapping`. */
  declare readonly mapping: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: AuthenticatorSMSStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/sms", name, args, opts);
  }
}

/** What {@link AuthenticatorStaticStage} takes. A field that is left out is not managed. */
export interface AuthenticatorStaticStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** Authentik's `friendly_name`. */
  friendlyName?: pulumi.Input<string>;
  /** Authentik's `token_count`. */
  tokenCount?: pulumi.Input<number>;
  /** Authentik's `token_length`. */
  tokenLength?: pulumi.Input<number>;
}

/** Authentik's AuthenticatorStaticStage, the kind `stages/authenticator/static`, told apart by `name`. */
export class AuthenticatorStaticStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** Authentik's `friendly_name`. */
  declare readonly friendlyName: pulumi.Output<string | undefined>;
  /** Authentik's `token_count`. */
  declare readonly tokenCount: pulumi.Output<number | undefined>;
  /** Authentik's `token_length`. */
  declare readonly tokenLength: pulumi.Output<number | undefined>;

  constructor(name: string, args: AuthenticatorStaticStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/static", name, args, opts);
  }
}

/** What {@link AuthenticatorTOTPStage} takes. A field that is left out is not managed. */
export interface AuthenticatorTOTPStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** Authentik's `friendly_name`. */
  friendlyName?: pulumi.Input<string>;
  /** Authentik's `digits`. */
  digits: pulumi.Input<"6" | "8">;
}

/** Authentik's AuthenticatorTOTPStage, the kind `stages/authenticator/totp`, told apart by `name`. */
export class AuthenticatorTOTPStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** Authentik's `friendly_name`. */
  declare readonly friendlyName: pulumi.Output<string | undefined>;
  /** Authentik's `digits`. */
  declare readonly digits: pulumi.Output<"6" | "8">;

  constructor(name: string, args: AuthenticatorTOTPStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/totp", name, args, opts);
  }
}

/** What {@link AuthenticatorValidateStage} takes. A field that is left out is not managed. */
export interface AuthenticatorValidateStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `not_configured_action`. */
  notConfiguredAction?: pulumi.Input<"skip" | "deny" | "configure">;
  /** Device classes which can be used to authenticate. Authentik's `device_classes`. */
  deviceClasses?: pulumi.Input<pulumi.Input<"static" | "totp" | "webauthn" | "duo" | "sms" | "email">[]>;
  /** Stages used to configure Authenticator when user doesn't have any compatible devices. After this configuration Stage passes, the user is not prompted again. Authentik's `configuration_stages`. */
  configurationStages?: pulumi.Input<Reference[]>;
  /** If any of the user's device has been used within this threshold, this stage will be skipped. Authentik's `last_auth_threshold`. */
  lastAuthThreshold?: pulumi.Input<string>;
  /** Enforce user verification for WebAuthn devices. Authentik's `webauthn_user_verification`. */
  webauthnUserVerification?: pulumi.Input<"required" | "preferred" | "discouraged">;
  /** Authentik's `webauthn_allowed_device_types`. */
  webauthnAllowedDeviceTypes?: pulumi.Input<Reference[]>;
  /** Authentik's `webauthn_hints`. Since 2026.5. */
  webauthnHints?: pulumi.Input<pulumi.Input<"security-key" | "client-device" | "hybrid">[]>;
  /** Authentik's `email_otp_throttling_factor`. Since 2026.5. */
  emailOtpThrottlingFactor?: pulumi.Input<number>;
  /** Authentik's `sms_otp_throttling_factor`. Since 2026.5. */
  smsOtpThrottlingFactor?: pulumi.Input<number>;
  /** Authentik's `totp_otp_throttling_factor`. Since 2026.5. */
  totpOtpThrottlingFactor?: pulumi.Input<number>;
  /** Authentik's `static_otp_throttling_factor`. Since 2026.5. */
  staticOtpThrottlingFactor?: pulumi.Input<number>;
}

/** Authentik's AuthenticatorValidateStage, the kind `stages/authenticator/validate`, told apart by `name`. */
export class AuthenticatorValidateStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `not_configured_action`. */
  declare readonly notConfiguredAction: pulumi.Output<"skip" | "deny" | "configure" | undefined>;
  /** Device classes which can be used to authenticate. Authentik's `device_classes`. */
  declare readonly deviceClasses: pulumi.Output<("static" | "totp" | "webauthn" | "duo" | "sms" | "email")[] | undefined>;
  /** Stages used to configure Authenticator when user doesn't have any compatible devices. After this configuration Stage passes, the user is not prompted again. Authentik's `configuration_stages`. */
  declare readonly configurationStages: pulumi.Output<string[] | undefined>;
  /** If any of the user's device has been used within this threshold, this stage will be skipped. Authentik's `last_auth_threshold`. */
  declare readonly lastAuthThreshold: pulumi.Output<string | undefined>;
  /** Enforce user verification for WebAuthn devices. Authentik's `webauthn_user_verification`. */
  declare readonly webauthnUserVerification: pulumi.Output<"required" | "preferred" | "discouraged" | undefined>;
  /** Authentik's `webauthn_allowed_device_types`. */
  declare readonly webauthnAllowedDeviceTypes: pulumi.Output<string[] | undefined>;
  /** Authentik's `webauthn_hints`. Since 2026.5. */
  declare readonly webauthnHints: pulumi.Output<("security-key" | "client-device" | "hybrid")[] | undefined>;
  /** Authentik's `email_otp_throttling_factor`. Since 2026.5. */
  declare readonly emailOtpThrottlingFactor: pulumi.Output<number | undefined>;
  /** Authentik's `sms_otp_throttling_factor`. Since 2026.5. */
  declare readonly smsOtpThrottlingFactor: pulumi.Output<number | undefined>;
  /** Authentik's `totp_otp_throttling_factor`. Since 2026.5. */
  declare readonly totpOtpThrottlingFactor: pulumi.Output<number | undefined>;
  /** Authentik's `static_otp_throttling_factor`. Since 2026.5. */
  declare readonly staticOtpThrottlingFactor: pulumi.Output<number | undefined>;

  constructor(name: string, args: AuthenticatorValidateStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/validate", name, args, opts);
  }
}

/** What {@link AuthenticatorWebAuthnStage} takes. A field that is left out is not managed. */
export interface AuthenticatorWebAuthnStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** Authentik's `friendly_name`. */
  friendlyName?: pulumi.Input<string>;
  /** Authentik's `user_verification`. */
  userVerification?: pulumi.Input<"required" | "preferred" | "discouraged">;
  /** Authentik's `authenticator_attachment`. */
  authenticatorAttachment?: pulumi.Input<"platform" | "cross-platform" | null>;
  /** Authentik's `resident_key_requirement`. */
  residentKeyRequirement?: pulumi.Input<"discouraged" | "preferred" | "required">;
  /** Authentik's `device_type_restrictions`. */
  deviceTypeRestrictions?: pulumi.Input<Reference[]>;
  /** Authentik's `max_attempts`. */
  maxAttempts?: pulumi.Input<number>;
  /** Authentik's `hints`. Since 2026.5. */
  hints?: pulumi.Input<pulumi.Input<"security-key" | "client-device" | "hybrid">[]>;
  /** When enabled, a given device can only be registered once. Authentik's `prevent_duplicate_devices`. Since 2026.5. Until 2026.5. */
  preventDuplicateDevices?: pulumi.Input<boolean>;
}

/** Authentik's AuthenticatorWebAuthnStage, the kind `stages/authenticator/webauthn`, told apart by `name`. */
export class AuthenticatorWebAuthnStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** Authentik's `friendly_name`. */
  declare readonly friendlyName: pulumi.Output<string | undefined>;
  /** Authentik's `user_verification`. */
  declare readonly userVerification: pulumi.Output<"required" | "preferred" | "discouraged" | undefined>;
  /** Authentik's `authenticator_attachment`. */
  declare readonly authenticatorAttachment: pulumi.Output<"platform" | "cross-platform" | null | undefined>;
  /** Authentik's `resident_key_requirement`. */
  declare readonly residentKeyRequirement: pulumi.Output<"discouraged" | "preferred" | "required" | undefined>;
  /** Authentik's `device_type_restrictions`. */
  declare readonly deviceTypeRestrictions: pulumi.Output<string[] | undefined>;
  /** Authentik's `max_attempts`. */
  declare readonly maxAttempts: pulumi.Output<number | undefined>;
  /** Authentik's `hints`. Since 2026.5. */
  declare readonly hints: pulumi.Output<("security-key" | "client-device" | "hybrid")[] | undefined>;
  /** When enabled, a given device can only be registered once. Authentik's `prevent_duplicate_devices`. Since 2026.5. Until 2026.5. */
  declare readonly preventDuplicateDevices: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: AuthenticatorWebAuthnStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/authenticator/webauthn", name, args, opts);
  }
}

/** What {@link CaptchaStage} takes. A field that is left out is not managed. */
export interface CaptchaStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Public key, acquired your captcha Provider. Authentik's `public_key`. */
  publicKey: pulumi.Input<string>;
  /** Authentik's `js_url`. */
  jsUrl?: pulumi.Input<string>;
  /** Authentik's `api_url`. */
  apiUrl?: pulumi.Input<string>;
  /** Authentik's `interactive`. */
  interactive?: pulumi.Input<boolean>;
  /** Authentik's `score_min_threshold`. */
  scoreMinThreshold?: pulumi.Input<number>;
  /** Authentik's `score_max_threshold`. */
  scoreMaxThreshold?: pulumi.Input<number>;
  /** When enabled and the received captcha score is outside of the given threshold, the stage will show an error message. When not enabled, the flow will continue, but the data from the captcha will be available in the context for policy decisions. Authentik's `error_on_invalid_score`. */
  errorOnInvalidScore?: pulumi.Input<boolean>;
  /** Private key, acquired your captcha Provider. Authentik's `private_key`. A secret. */
  privateKey: pulumi.Input<string>;
  /** Authentik's `request_content_type`. Since 2026.8. */
  requestContentType?: pulumi.Input<"application/x-www-form-urlencoded" | "application/json">;
}

/** Authentik's CaptchaStage, the kind `stages/captcha`, told apart by `name`. */
export class CaptchaStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Public key, acquired your captcha Provider. Authentik's `public_key`. */
  declare readonly publicKey: pulumi.Output<string>;
  /** Authentik's `js_url`. */
  declare readonly jsUrl: pulumi.Output<string | undefined>;
  /** Authentik's `api_url`. */
  declare readonly apiUrl: pulumi.Output<string | undefined>;
  /** Authentik's `interactive`. */
  declare readonly interactive: pulumi.Output<boolean | undefined>;
  /** Authentik's `score_min_threshold`. */
  declare readonly scoreMinThreshold: pulumi.Output<number | undefined>;
  /** Authentik's `score_max_threshold`. */
  declare readonly scoreMaxThreshold: pulumi.Output<number | undefined>;
  /** When enabled and the received captcha score is outside of the given threshold, the stage will show an error message. When not enabled, the flow will continue, but the data from the captcha will be available in the context for policy decisions. Authentik's `error_on_invalid_score`. */
  declare readonly errorOnInvalidScore: pulumi.Output<boolean | undefined>;
  /** Private key, acquired your captcha Provider. Authentik's `private_key`. A secret. */
  declare readonly privateKey: pulumi.Output<string>;
  /** Authentik's `request_content_type`. Since 2026.8. */
  declare readonly requestContentType: pulumi.Output<"application/x-www-form-urlencoded" | "application/json" | undefined>;

  constructor(name: string, args: CaptchaStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/captcha", name, args, opts);
  }
}

/** What {@link ConsentStage} takes. A field that is left out is not managed. */
export interface ConsentStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `mode`. */
  mode?: pulumi.Input<"always_require" | "permanent" | "expiring">;
  /** Offset after which consent expires. (Format: hours=1;minutes=2;seconds=3). Authentik's `consent_expire_in`. */
  consentExpireIn?: pulumi.Input<string>;
}

/** Authentik's ConsentStage, the kind `stages/consent`, told apart by `name`. */
export class ConsentStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `mode`. */
  declare readonly mode: pulumi.Output<"always_require" | "permanent" | "expiring" | undefined>;
  /** Offset after which consent expires. (Format: hours=1;minutes=2;seconds=3). Authentik's `consent_expire_in`. */
  declare readonly consentExpireIn: pulumi.Output<string | undefined>;

  constructor(name: string, args: ConsentStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/consent", name, args, opts);
  }
}

/** What {@link DenyStage} takes. A field that is left out is not managed. */
export interface DenyStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `deny_message`. */
  denyMessage?: pulumi.Input<string>;
}

/** Authentik's DenyStage, the kind `stages/deny`, told apart by `name`. */
export class DenyStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `deny_message`. */
  declare readonly denyMessage: pulumi.Output<string | undefined>;

  constructor(name: string, args: DenyStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/deny", name, args, opts);
  }
}

/** What {@link DummyStage} takes. A field that is left out is not managed. */
export interface DummyStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `throw_error`. */
  throwError?: pulumi.Input<boolean>;
}

/** Authentik's DummyStage, the kind `stages/dummy`, told apart by `name`. */
export class DummyStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `throw_error`. */
  declare readonly throwError: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: DummyStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/dummy", name, args, opts);
  }
}

/** What {@link EmailStage} takes. A field that is left out is not managed. */
export interface EmailStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** When enabled, global Email connection settings will be used and connection settings below will be ignored. Authentik's `use_global_settings`. */
  useGlobalSettings?: pulumi.Input<boolean>;
  /** Authentik's `host`. */
  host?: pulumi.Input<string>;
  /** Authentik's `port`. */
  port?: pulumi.Input<number>;
  /** Authentik's `username`. */
  username?: pulumi.Input<string>;
  /** Authentik's `use_tls`. */
  useTls?: pulumi.Input<boolean>;
  /** Authentik's `use_ssl`. */
  useSsl?: pulumi.Input<boolean>;
  /** Authentik's `timeout`. */
  timeout?: pulumi.Input<number>;
  /** Authentik's `from_address`. */
  fromAddress?: pulumi.Input<string>;
  /** Time the token sent is valid (Format: hours=3,minutes=17,seconds=300). Authentik's `token_expiry`. */
  tokenExpiry?: pulumi.Input<string>;
  /** Authentik's `subject`. */
  subject?: pulumi.Input<string>;
  /** Authentik's `template`. */
  template?: pulumi.Input<string>;
  /** Activate users upon completion of stage. Authentik's `activate_user_on_success`. */
  activateUserOnSuccess?: pulumi.Input<boolean>;
  /** Authentik's `recovery_max_attempts`. */
  recoveryMaxAttempts?: pulumi.Input<number>;
  /** The time window used to count recent account recovery attempts. If the number of attempts exceed recovery_max_attempts within this period, further attempts will be rate-limited. (Format: hours=1;minutes=2;seconds=3). Authentik's `recovery_cache_timeout`. */
  recoveryCacheTimeout?: pulumi.Input<string>;
  /** Authentik's `password`. A secret. */
  password?: pulumi.Input<string>;
}

/** Authentik's EmailStage, the kind `stages/email`, told apart by `name`. */
export class EmailStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** When enabled, global Email connection settings will be used and connection settings below will be ignored. Authentik's `use_global_settings`. */
  declare readonly useGlobalSettings: pulumi.Output<boolean | undefined>;
  /** Authentik's `host`. */
  declare readonly host: pulumi.Output<string | undefined>;
  /** Authentik's `port`. */
  declare readonly port: pulumi.Output<number | undefined>;
  /** Authentik's `username`. */
  declare readonly username: pulumi.Output<string | undefined>;
  /** Authentik's `use_tls`. */
  declare readonly useTls: pulumi.Output<boolean | undefined>;
  /** Authentik's `use_ssl`. */
  declare readonly useSsl: pulumi.Output<boolean | undefined>;
  /** Authentik's `timeout`. */
  declare readonly timeout: pulumi.Output<number | undefined>;
  /** Authentik's `from_address`. */
  declare readonly fromAddress: pulumi.Output<string | undefined>;
  /** Time the token sent is valid (Format: hours=3,minutes=17,seconds=300). Authentik's `token_expiry`. */
  declare readonly tokenExpiry: pulumi.Output<string | undefined>;
  /** Authentik's `subject`. */
  declare readonly subject: pulumi.Output<string | undefined>;
  /** Authentik's `template`. */
  declare readonly template: pulumi.Output<string | undefined>;
  /** Activate users upon completion of stage. Authentik's `activate_user_on_success`. */
  declare readonly activateUserOnSuccess: pulumi.Output<boolean | undefined>;
  /** Authentik's `recovery_max_attempts`. */
  declare readonly recoveryMaxAttempts: pulumi.Output<number | undefined>;
  /** The time window used to count recent account recovery attempts. If the number of attempts exceed recovery_max_attempts within this period, further attempts will be rate-limited. (Format: hours=1;minutes=2;seconds=3). Authentik's `recovery_cache_timeout`. */
  declare readonly recoveryCacheTimeout: pulumi.Output<string | undefined>;
  /** Authentik's `password`. A secret. */
  declare readonly password: pulumi.Output<string | undefined>;

  constructor(name: string, args: EmailStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/email", name, args, opts);
  }
}

/** What {@link EndpointStage} takes. A field that is left out is not managed. */
export interface EndpointStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `connector`. */
  connector: Reference;
  /** Authentik's `mode`. */
  mode?: pulumi.Input<"optional" | "required">;
}

/** Authentik's EndpointStage, the kind `stages/endpoints`, told apart by `name`. Since 2025.12. */
export class EndpointStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `connector`. */
  declare readonly connector: pulumi.Output<string>;
  /** Authentik's `mode`. */
  declare readonly mode: pulumi.Output<"optional" | "required" | undefined>;

  constructor(name: string, args: EndpointStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/endpoints", name, args, opts);
  }
}

/** What {@link IdentificationStage} takes. A field that is left out is not managed. */
export interface IdentificationStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Fields of the user object to match against. (Hold shift to select multiple options) Authentik's `user_fields`. */
  userFields?: pulumi.Input<pulumi.Input<"email" | "username" | "upn">[]>;
  /** When set, shows a password field, instead of showing the password field as separate step. Authentik's `password_stage`. */
  passwordStage?: Reference | null;
  /** When set, adds functionality exactly like a Captcha stage, but baked into the Identification stage. Authentik's `captcha_stage`. */
  captchaStage?: Reference | null;
  /** When enabled, user fields are matched regardless of their casing. Authentik's `case_insensitive_matching`. */
  caseInsensitiveMatching?: pulumi.Input<boolean>;
  /** When a valid username/email has been entered, and this option is enabled, the user's username and avatar will be shown. Otherwise, the text that the user entered will be shown. Authentik's `show_matched_user`. */
  showMatchedUser?: pulumi.Input<boolean>;
  /** Optional enrollment flow, which is linked at the bottom of the page. Authentik's `enrollment_flow`. */
  enrollmentFlow?: Reference | null;
  /** Optional recovery flow, which is linked at the bottom of the page. Authentik's `recovery_flow`. */
  recoveryFlow?: Reference | null;
  /** Optional passwordless flow, which is linked at the bottom of the page. Authentik's `passwordless_flow`. */
  passwordlessFlow?: Reference | null;
  /** Specify which sources should be shown. Authentik's `sources`. */
  sources?: pulumi.Input<Reference[]>;
  /** Authentik's `show_source_labels`. */
  showSourceLabels?: pulumi.Input<boolean>;
  /** When enabled, the stage will succeed and continue even when incorrect user info is entered. Authentik's `pretend_user_exists`. */
  pretendUserExists?: pulumi.Input<boolean>;
  /** Show the user the 'Remember me on this device' toggle, allowing repeat users to skip straight to entering their password. Authentik's `enable_remember_me`. */
  enableRememberMe?: pulumi.Input<boolean>;
  /** When set, and conditional WebAuthn is available, allow the user to use their passkey as a first factor. Authentik's `webauthn_stage`. Since 2025.12. */
  webauthnStage?: Reference | null;
}

/** Authentik's IdentificationStage, the kind `stages/identification`, told apart by `name`. */
export class IdentificationStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Fields of the user object to match against. (Hold shift to select multiple options) Authentik's `user_fields`. */
  declare readonly userFields: pulumi.Output<("email" | "username" | "upn")[] | undefined>;
  /** When set, shows a password field, instead of showing the password field as separate step. Authentik's `password_stage`. */
  declare readonly passwordStage: pulumi.Output<string | null | undefined>;
  /** When set, adds functionality exactly like a Captcha stage, but baked into the Identification stage. Authentik's `captcha_stage`. */
  declare readonly captchaStage: pulumi.Output<string | null | undefined>;
  /** When enabled, user fields are matched regardless of their casing. Authentik's `case_insensitive_matching`. */
  declare readonly caseInsensitiveMatching: pulumi.Output<boolean | undefined>;
  /** When a valid username/email has been entered, and this option is enabled, the user's username and avatar will be shown. Otherwise, the text that the user entered will be shown. Authentik's `show_matched_user`. */
  declare readonly showMatchedUser: pulumi.Output<boolean | undefined>;
  /** Optional enrollment flow, which is linked at the bottom of the page. Authentik's `enrollment_flow`. */
  declare readonly enrollmentFlow: pulumi.Output<string | null | undefined>;
  /** Optional recovery flow, which is linked at the bottom of the page. Authentik's `recovery_flow`. */
  declare readonly recoveryFlow: pulumi.Output<string | null | undefined>;
  /** Optional passwordless flow, which is linked at the bottom of the page. Authentik's `passwordless_flow`. */
  declare readonly passwordlessFlow: pulumi.Output<string | null | undefined>;
  /** Specify which sources should be shown. Authentik's `sources`. */
  declare readonly sources: pulumi.Output<string[] | undefined>;
  /** Authentik's `show_source_labels`. */
  declare readonly showSourceLabels: pulumi.Output<boolean | undefined>;
  /** When enabled, the stage will succeed and continue even when incorrect user info is entered. Authentik's `pretend_user_exists`. */
  declare readonly pretendUserExists: pulumi.Output<boolean | undefined>;
  /** Show the user the 'Remember me on this device' toggle, allowing repeat users to skip straight to entering their password. Authentik's `enable_remember_me`. */
  declare readonly enableRememberMe: pulumi.Output<boolean | undefined>;
  /** When set, and conditional WebAuthn is available, allow the user to use their passkey as a first factor. Authentik's `webauthn_stage`. Since 2025.12. */
  declare readonly webauthnStage: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: IdentificationStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/identification", name, args, opts);
  }
}

/** What {@link Invitation} takes. A field that is left out is not managed. */
export interface InvitationArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `expires`. */
  expires?: pulumi.Input<string | null>;
  /** Authentik's `fixed_data`. */
  fixedData?: pulumi.Input<Json>;
  /** When enabled, the invitation will be deleted after usage. Authentik's `single_use`. */
  singleUse?: pulumi.Input<boolean>;
  /** When set, only the configured flow can use this invitation. Authentik's `flow`. */
  flow?: Reference | null;
}

/** Authentik's Invitation, the kind `stages/invitation/invitations`, told apart by `name`. */
export class Invitation extends AuthentikResource {
  /** Invite uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `expires`. */
  declare readonly expires: pulumi.Output<string | null | undefined>;
  /** Authentik's `fixed_data`. */
  declare readonly fixedData: pulumi.Output<Json | undefined>;
  /** When enabled, the invitation will be deleted after usage. Authentik's `single_use`. */
  declare readonly singleUse: pulumi.Output<boolean | undefined>;
  /** When set, only the configured flow can use this invitation. Authentik's `flow`. */
  declare readonly flow: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: InvitationArgs, opts?: AuthentikResourceOptions) {
    super("stages/invitation/invitations", name, args, opts);
  }
}

/** What {@link InvitationStage} takes. A field that is left out is not managed. */
export interface InvitationStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** If this flag is set, this Stage will jump to the next Stage when no Invitation is given. By default this Stage will cancel the Flow when no invitation is given. Authentik's `continue_flow_without_invitation`. */
  continueFlowWithoutInvitation?: pulumi.Input<boolean>;
}

/** Authentik's InvitationStage, the kind `stages/invitation/stages`, told apart by `name`. */
export class InvitationStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** If this flag is set, this Stage will jump to the next Stage when no Invitation is given. By default this Stage will cancel the Flow when no invitation is given. Authentik's `continue_flow_without_invitation`. */
  declare readonly continueFlowWithoutInvitation: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: InvitationStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/invitation/stages", name, args, opts);
  }
}

/** What {@link MutualTLSStage} takes. A field that is left out is not managed. */
export interface MutualTLSStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `mode`. */
  mode: pulumi.Input<"optional" | "required">;
  /** Configure certificate authorities to validate the certificate against. This option has a higher priority than the `client_certificate` option on `Brand`. Authentik's `certificate_authorities`. */
  certificateAuthorities?: pulumi.Input<Reference[]>;
  /** Authentik's `cert_attribute`. */
  certAttribute: pulumi.Input<"subject" | "common_name" | "email">;
  /** Authentik's `user_attribute`. */
  userAttribute: pulumi.Input<"username" | "email">;
}

/** Authentik's MutualTLSStage, the kind `stages/mtls`, told apart by `name`. */
export class MutualTLSStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `mode`. */
  declare readonly mode: pulumi.Output<"optional" | "required">;
  /** Configure certificate authorities to validate the certificate against. This option has a higher priority than the `client_certificate` option on `Brand`. Authentik's `certificate_authorities`. */
  declare readonly certificateAuthorities: pulumi.Output<string[] | undefined>;
  /** Authentik's `cert_attribute`. */
  declare readonly certAttribute: pulumi.Output<"subject" | "common_name" | "email">;
  /** Authentik's `user_attribute`. */
  declare readonly userAttribute: pulumi.Output<"username" | "email">;

  constructor(name: string, args: MutualTLSStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/mtls", name, args, opts);
  }
}

/** What {@link PasswordStage} takes. A field that is left out is not managed. */
export interface PasswordStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Selection of backends to test the password against. Authentik's `backends`. */
  backends: pulumi.Input<pulumi.Input<"authentik.core.auth.InbuiltBackend" | "authentik.core.auth.TokenBackend" | "authentik.sources.ldap.auth.LDAPBackend" | "authentik.sources.kerberos.auth.KerberosBackend">[]>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  configureFlow?: Reference | null;
  /** How many attempts a user has before the flow is canceled. To lock the user out, use a reputation policy and a user_write stage. Authentik's `failed_attempts_before_cancel`. */
  failedAttemptsBeforeCancel?: pulumi.Input<number>;
  /** When enabled, provides a 'show password' button with the password input field. Authentik's `allow_show_password`. */
  allowShowPassword?: pulumi.Input<boolean>;
}

/** Authentik's PasswordStage, the kind `stages/password`, told apart by `name`. */
export class PasswordStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Selection of backends to test the password against. Authentik's `backends`. */
  declare readonly backends: pulumi.Output<("authentik.core.auth.InbuiltBackend" | "authentik.core.auth.TokenBackend" | "authentik.sources.ldap.auth.LDAPBackend" | "authentik.sources.kerberos.auth.KerberosBackend")[]>;
  /** Flow used by an authenticated user to configure this Stage. If empty, user will not be able to configure this stage. Authentik's `configure_flow`. */
  declare readonly configureFlow: pulumi.Output<string | null | undefined>;
  /** How many attempts a user has before the flow is canceled. To lock the user out, use a reputation policy and a user_write stage. Authentik's `failed_attempts_before_cancel`. */
  declare readonly failedAttemptsBeforeCancel: pulumi.Output<number | undefined>;
  /** When enabled, provides a 'show password' button with the password input field. Authentik's `allow_show_password`. */
  declare readonly allowShowPassword: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: PasswordStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/password", name, args, opts);
  }
}

/** What {@link Prompt} takes. A field that is left out is not managed. */
export interface PromptArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Name of the form field, also used to store the value. Authentik's `field_key`. */
  fieldKey: pulumi.Input<string>;
  /** Authentik's `label`. */
  label: pulumi.Input<string>;
  /** Authentik's `type`. `alert_info`: Since 2026.5. `alert_warning`: Since 2026.5. `alert_danger`: Since 2026.5. */
  type: pulumi.Input<"text" | "text_area" | "text_read_only" | "text_area_read_only" | "username" | "email" | "password" | "number" | "checkbox" | "radio-button-group" | "dropdown" | "date" | "date-time" | "file" | "separator" | "hidden" | "static" | "ak-locale" | "alert_info" | "alert_warning" | "alert_danger">;
  /** Authentik's `required`. */
  required?: pulumi.Input<boolean>;
  /** Optionally provide a short hint that describes the expected input value. When creating a fixed choice field, enable interpreting as expression and return a list to return multiple choices. Authentik's `placeholder`. */
  placeholder?: pulumi.Input<string>;
  /** Optionally pre-fill the input with an initial value. When creating a fixed choice field, enable interpreting as expression and return a list to return multiple default choices. Authentik's `initial_value`. */
  initialValue?: pulumi.Input<string>;
  /** Authentik's `order`. */
  order?: pulumi.Input<number>;
  /** Authentik's `promptstage_set`. Until 2025.8. */
  promptstageSet?: pulumi.Input<pulumi.Input<{ name: pulumi.Input<string>; flowSet?: pulumi.Input<({ name: string; slug: string; title: string; designation: "authentication" | "authorization" | "invalidation" | "enrollment" | "unenrollment" | "recovery" | "stage_configuration"; policyEngineMode?: "all" | "any"; compatibilityMode?: boolean; layout?: "stacked" | "content_left" | "content_right" | "sidebar_left" | "sidebar_right"; deniedAction?: "message_continue" | "message" | "continue" })[]> }>[]>;
  /** Authentik's `sub_text`. */
  subText?: pulumi.Input<string>;
  /** Authentik's `placeholder_expression`. */
  placeholderExpression?: pulumi.Input<boolean>;
  /** Authentik's `initial_value_expression`. */
  initialValueExpression?: pulumi.Input<boolean>;
}

/** Authentik's Prompt, the kind `stages/prompt/prompts`, told apart by `name`. */
export class Prompt extends AuthentikResource {
  /** Prompt uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Name of the form field, also used to store the value. Authentik's `field_key`. */
  declare readonly fieldKey: pulumi.Output<string>;
  /** Authentik's `label`. */
  declare readonly label: pulumi.Output<string>;
  /** Authentik's `type`. `alert_info`: Since 2026.5. `alert_warning`: Since 2026.5. `alert_danger`: Since 2026.5. */
  declare readonly type: pulumi.Output<"text" | "text_area" | "text_read_only" | "text_area_read_only" | "username" | "email" | "password" | "number" | "checkbox" | "radio-button-group" | "dropdown" | "date" | "date-time" | "file" | "separator" | "hidden" | "static" | "ak-locale" | "alert_info" | "alert_warning" | "alert_danger">;
  /** Authentik's `required`. */
  declare readonly required: pulumi.Output<boolean | undefined>;
  /** Optionally provide a short hint that describes the expected input value. When creating a fixed choice field, enable interpreting as expression and return a list to return multiple choices. Authentik's `placeholder`. */
  declare readonly placeholder: pulumi.Output<string | undefined>;
  /** Optionally pre-fill the input with an initial value. When creating a fixed choice field, enable interpreting as expression and return a list to return multiple default choices. Authentik's `initial_value`. */
  declare readonly initialValue: pulumi.Output<string | undefined>;
  /** Authentik's `order`. */
  declare readonly order: pulumi.Output<number | undefined>;
  /** Authentik's `promptstage_set`. Until 2025.8. */
  declare readonly promptstageSet: pulumi.Output<({ name: string; flowSet?: ({ name: string; slug: string; title: string; designation: "authentication" | "authorization" | "invalidation" | "enrollment" | "unenrollment" | "recovery" | "stage_configuration"; policyEngineMode?: "all" | "any"; compatibilityMode?: boolean; layout?: "stacked" | "content_left" | "content_right" | "sidebar_left" | "sidebar_right"; deniedAction?: "message_continue" | "message" | "continue" })[] })[] | undefined>;
  /** Authentik's `sub_text`. */
  declare readonly subText: pulumi.Output<string | undefined>;
  /** Authentik's `placeholder_expression`. */
  declare readonly placeholderExpression: pulumi.Output<boolean | undefined>;
  /** Authentik's `initial_value_expression`. */
  declare readonly initialValueExpression: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: PromptArgs, opts?: AuthentikResourceOptions) {
    super("stages/prompt/prompts", name, args, opts);
  }
}

/** What {@link PromptStage} takes. A field that is left out is not managed. */
export interface PromptStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `fields`. */
  fields: pulumi.Input<Reference[]>;
  /** Authentik's `validation_policies`. */
  validationPolicies?: pulumi.Input<Reference[]>;
}

/** Authentik's PromptStage, the kind `stages/prompt/stages`, told apart by `name`. */
export class PromptStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `fields`. */
  declare readonly fields: pulumi.Output<string[]>;
  /** Authentik's `validation_policies`. */
  declare readonly validationPolicies: pulumi.Output<string[] | undefined>;

  constructor(name: string, args: PromptStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/prompt/stages", name, args, opts);
  }
}

/** What {@link RedirectStage} takes. A field that is left out is not managed. */
export interface RedirectStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `keep_context`. */
  keepContext?: pulumi.Input<boolean>;
  /** Authentik's `mode`. */
  mode: pulumi.Input<"static" | "flow">;
  /** Authentik's `target_static`. */
  targetStatic?: pulumi.Input<string>;
  /** Authentik's `target_flow`. */
  targetFlow?: Reference | null;
}

/** Authentik's RedirectStage, the kind `stages/redirect`, told apart by `name`. */
export class RedirectStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `keep_context`. */
  declare readonly keepContext: pulumi.Output<boolean | undefined>;
  /** Authentik's `mode`. */
  declare readonly mode: pulumi.Output<"static" | "flow">;
  /** Authentik's `target_static`. */
  declare readonly targetStatic: pulumi.Output<string | undefined>;
  /** Authentik's `target_flow`. */
  declare readonly targetFlow: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: RedirectStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/redirect", name, args, opts);
  }
}

/** What {@link SourceStage} takes. A field that is left out is not managed. */
export interface SourceStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `source`. */
  source: Reference;
  /** Amount of time a user can take to return from the source to continue the flow (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `resume_timeout`. */
  resumeTimeout?: pulumi.Input<string>;
  /** Source matching failure reasons for which the flow should resume. Authentik's `resume_on_match_failures`. Since 2026.8. */
  resumeOnMatchFailures?: pulumi.Input<pulumi.Input<"missing_property">[]>;
}

/** Authentik's SourceStage, the kind `stages/source`, told apart by `name`. */
export class SourceStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `source`. */
  declare readonly source: pulumi.Output<string>;
  /** Amount of time a user can take to return from the source to continue the flow (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `resume_timeout`. */
  declare readonly resumeTimeout: pulumi.Output<string | undefined>;
  /** Source matching failure reasons for which the flow should resume. Authentik's `resume_on_match_failures`. Since 2026.8. */
  declare readonly resumeOnMatchFailures: pulumi.Output<"missing_property"[] | undefined>;

  constructor(name: string, args: SourceStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/source", name, args, opts);
  }
}

/** What {@link UserDeleteStage} takes. A field that is left out is not managed. */
export interface UserDeleteStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
}

/** Authentik's UserDeleteStage, the kind `stages/user_delete`, told apart by `name`. */
export class UserDeleteStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;

  constructor(name: string, args: UserDeleteStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/user_delete", name, args, opts);
  }
}

/** What {@link UserLoginStage} takes. A field that is left out is not managed. */
export interface UserLoginStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Determines how long a session lasts. Default of 0 means that the sessions lasts until the browser is closed. (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `session_duration`. */
  sessionDuration?: pulumi.Input<string>;
  /** Terminate all other sessions of the user logging in. Authentik's `terminate_other_sessions`. */
  terminateOtherSessions?: pulumi.Input<boolean>;
  /** Offset the session will be extended by when the user picks the remember me option. Default of 0 means that the remember me option will not be shown. (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `remember_me_offset`. */
  rememberMeOffset?: pulumi.Input<string>;
  /** Bind sessions created by this stage to the configured network. Authentik's `network_binding`. */
  networkBinding?: pulumi.Input<"no_binding" | "bind_asn" | "bind_asn_network" | "bind_asn_network_ip">;
  /** Bind sessions created by this stage to the configured GeoIP location. Authentik's `geoip_binding`. */
  geoipBinding?: pulumi.Input<"no_binding" | "bind_continent" | "bind_continent_country" | "bind_continent_country_city">;
  /** When set to a non-zero value, authentik will save a cookie with a longer expiry,to remember the device the user is logging in from. (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `remember_device`. */
  rememberDevice?: pulumi.Input<string>;
}

/** Authentik's UserLoginStage, the kind `stages/user_login`, told apart by `name`. */
export class UserLoginStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Determines how long a session lasts. Default of 0 means that the sessions lasts until the browser is closed. (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `session_duration`. */
  declare readonly sessionDuration: pulumi.Output<string | undefined>;
  /** Terminate all other sessions of the user logging in. Authentik's `terminate_other_sessions`. */
  declare readonly terminateOtherSessions: pulumi.Output<boolean | undefined>;
  /** Offset the session will be extended by when the user picks the remember me option. Default of 0 means that the remember me option will not be shown. (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `remember_me_offset`. */
  declare readonly rememberMeOffset: pulumi.Output<string | undefined>;
  /** Bind sessions created by this stage to the configured network. Authentik's `network_binding`. */
  declare readonly networkBinding: pulumi.Output<"no_binding" | "bind_asn" | "bind_asn_network" | "bind_asn_network_ip" | undefined>;
  /** Bind sessions created by this stage to the configured GeoIP location. Authentik's `geoip_binding`. */
  declare readonly geoipBinding: pulumi.Output<"no_binding" | "bind_continent" | "bind_continent_country" | "bind_continent_country_city" | undefined>;
  /** When set to a non-zero value, authentik will save a cookie with a longer expiry,to remember the device the user is logging in from. (Format: hours=-1;minutes=-2;seconds=-3) Authentik's `remember_device`. */
  declare readonly rememberDevice: pulumi.Output<string | undefined>;

  constructor(name: string, args: UserLoginStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/user_login", name, args, opts);
  }
}

/** What {@link UserLogoutStage} takes. A field that is left out is not managed. */
export interface UserLogoutStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
}

/** Authentik's UserLogoutStage, the kind `stages/user_logout`, told apart by `name`. */
export class UserLogoutStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;

  constructor(name: string, args: UserLogoutStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/user_logout", name, args, opts);
  }
}

/** What {@link UserWriteStage} takes. A field that is left out is not managed. */
export interface UserWriteStageArgs {
  /** Authentik's `name`. */
  name: pulumi.Input<string>;
  /** Authentik's `user_creation_mode`. */
  userCreationMode?: pulumi.Input<"never_create" | "create_when_required" | "always_create">;
  /** When set, newly created users are inactive and cannot login. Authentik's `create_users_as_inactive`. */
  createUsersAsInactive?: pulumi.Input<boolean>;
  /** Optionally add newly created users to this group. Authentik's `create_users_group`. */
  createUsersGroup?: Reference | null;
  /** Authentik's `user_type`. */
  userType?: pulumi.Input<"internal" | "external" | "service_account" | "internal_service_account">;
  /** Authentik's `user_path_template`. */
  userPathTemplate?: pulumi.Input<string>;
}

/** Authentik's UserWriteStage, the kind `stages/user_write`, told apart by `name`. */
export class UserWriteStage extends AuthentikResource {
  /** Stage uuid. Authentik's `pk`. */
  declare readonly pk: pulumi.Output<string>;
  /** Authentik's `name`. */
  declare readonly name: pulumi.Output<string>;
  /** Authentik's `user_creation_mode`. */
  declare readonly userCreationMode: pulumi.Output<"never_create" | "create_when_required" | "always_create" | undefined>;
  /** When set, newly created users are inactive and cannot login. Authentik's `create_users_as_inactive`. */
  declare readonly createUsersAsInactive: pulumi.Output<boolean | undefined>;
  /** Optionally add newly created users to this group. Authentik's `create_users_group`. */
  declare readonly createUsersGroup: pulumi.Output<string | null | undefined>;
  /** Authentik's `user_type`. */
  declare readonly userType: pulumi.Output<"internal" | "external" | "service_account" | "internal_service_account" | undefined>;
  /** Authentik's `user_path_template`. */
  declare readonly userPathTemplate: pulumi.Output<string | undefined>;

  constructor(name: string, args: UserWriteStageArgs, opts?: AuthentikResourceOptions) {
    super("stages/user_write", name, args, opts);
  }
}
