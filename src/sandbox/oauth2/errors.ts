import { randomUUID } from "node:crypto";
import { quote } from "../flows/urls";

const MALFORMED = "The request is otherwise malformed";

const TOKEN_ERRORS = {
  invalid_request: MALFORMED,
  invalid_client:
    "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)",
  invalid_grant:
    "The provided authorization grant or refresh token is invalid, expired, revoked, does not match the redirection URI used " +
    "in the authorization request, or was issued to another client",
  unauthorized_client: "The authenticated client is not authorized to use this authorization grant type",
  unsupported_grant_type: "The authorization grant type is not supported by the authorization server",
  invalid_scope:
    "The requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner",
  authorization_pending:
    "The authorization request is still pending as the end user hasn't yet completed the user-interaction steps",
};

const AUTHORIZE_ERRORS = {
  invalid_request: MALFORMED,
  unsupported_response_type:
    "The authorization server does not support obtaining an authorization code using this method",
  invalid_scope: "The requested scope is invalid, unknown, or malformed",
  server_error: "The authorization server encountered an error",
  login_required: "The Authorization Server requires End-User authentication",
  consent_required: "The Authorization Server requires End-User consent",
  request_not_supported: "The provider does not support use of the request parameter",
};

export const BEARER_ERRORS = {
  invalid_token: {
    status: 401,
    description: "The access token provided is expired, revoked, malformed, or invalid for other reasons",
  },
  insufficient_scope: {
    status: 403,
    description: "The request requires higher privileges than provided by the access token",
  },
};

/** An error of the endpoints that answer with JSON. */
export class TokenError extends Error {
  constructor(readonly error: keyof typeof TOKEN_ERRORS) {
    super(TOKEN_ERRORS[error]);
  }

  body(): Record<string, string> {
    return { error: this.error, error_description: this.message, request_id: randomUUID().replaceAll("-", "") };
  }
}

/** An authorization request that cannot be answered to its client: the person sees a page. */
export class RequestError extends Error {
  constructor(
    readonly title: string,
    message: string,
  ) {
    super(message);
  }

  static redirectUri(): RequestError {
    const message = "The request fails due to a missing, invalid, or mismatching redirection URI (redirect_uri).";
    return new RequestError("Redirect URI Error", message);
  }

  static clientId(): RequestError {
    return new RequestError("Client ID Error", "The client identifier (client_id) is missing or invalid.");
  }
}

/** An error that the client is told, by redirect. */
export class AuthorizeError extends Error {
  constructor(
    readonly error: keyof typeof AUTHORIZE_ERRORS,
    readonly request: { redirectUri: string; grantType: string; state?: string },
    description: string = AUTHORIZE_ERRORS[error],
  ) {
    super(description);
  }

  get location(): string {
    const { redirectUri, grantType, state } = this.request;
    const mark = grantType === "implicit" || grantType === "hybrid" ? "#" : "?";
    const told = `error=${this.error}&error_description=${quote(this.message)}`;
    return `${redirectUri}${mark}${told}${state ? `&state=${state}` : ""}`;
  }
}
