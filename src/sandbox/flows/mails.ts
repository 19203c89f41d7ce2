/** A mail that Authentik would have sent. */
export interface Mail {
  to: { name: string; address: string }[];
  subject: string;
  /** Authentik's name of the template: `email/account_confirmation.html`. */
  template: string;
  text: string;
  /** The link that it carries, which goes on with the flow. */
  url?: string;
  user?: string;
  at: string;
}
