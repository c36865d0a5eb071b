// An identity that requests are sent as: fixed headers, a bearer token, an OAuth client, or the environment of a program.

/** The client-credentials grant (RFC 6749, section 4.4) with a resource indicator (RFC 8707). */
export interface OauthClient {
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Where the secret comes from; its value stands in `clientSecret` once the configuration is read. */
  readonly clientSecretEnv?: string;
  readonly clientSecret?: string;
  readonly scope?: string;
  readonly resource?: string;
  /** RFC 7009; without it no token is revoked. */
  readonly revocationUrl?: string;
  /** How the client shows its secret; default `basic`. */
  readonly auth?: 'basic' | 'post';
}

export interface Caller {
  readonly headers?: Readonly<Record<string, string>>;
  readonly bearerEnv?: string;
  readonly oauth?: OauthClient;
  readonly env?: Readonly<Record<string, string>>;
  readonly may?: readonly string[];
  readonly mayNot?: readonly string[];
  /** Scopes its token carries, where they are not told by the authorization server. */
  readonly scopes?: readonly string[];
  /** Callers of the same subject are one person, with different rights: sessions, tasks and the like are of all of them. */
  readonly subject?: string;
  /** Its credentials were withdrawn: everything must be refused. */
  readonly revoked?: boolean;
}

export type Callers = Readonly<Record<string, Caller>>;
