// Why an entry has no rule, in writing, so that a gap is a decision somebody can argue with.

import { observable, type Requirement } from './inventory.ts';

const TWO_CALLERS =
  'Needs two credentials with different rights, and a word on what each may do; an audit speaks for one caller.';
const UPSTREAM =
  'Needs a gateway whose upstream is in our hands: what reaches it, and when, cannot be seen from its front.';

const BROWSER =
  'Needs a person, or two, with browsers and accounts of their own: what a page shows to whom is not part of the protocol.';
const CONSENT =
  'Needs an OAuth proxy that registers test clients, and its consent page in a browser: outside the protocol that is audited.';
const REQUESTOR =
  'Needs a server that asks its client for tasks, and a client that runs them: we answer at once and create none.';
const OWN_ISSUER =
  'Needs a server that is its own authorization server, which only 2025-03-26 asks for, and leave to register clients there.';

const OWN_FILES =
  'Needs files of ours inside and outside the roots on the machine of the target, and a tool known to open paths: an audit writes no files there.';

/** By id; `id@2026-07-28` where only the entry of that revision is meant. */
const REASONS: Readonly<Record<string, string>> = {
  'resources.permission-checked-first': TWO_CALLERS,
  'completion.access-control': TWO_CALLERS,
  'completion.sensitive-suggestions-controlled': TWO_CALLERS,
  'caching.public-is-user-independent': TWO_CALLERS,
  'tools.gateway-disambiguation': UPSTREAM,
  'tools.gateway-disambiguation-not-by-server-name': UPSTREAM,
  'caching.gateway-key-exact': UPSTREAM,
  'caching.gateway-no-mrtr-results': UPSTREAM,
  'caching.gateway-private-not-shared': UPSTREAM,
  'caching.gateway-ttl-respected': UPSTREAM,
  'caching.gateway-poll-jitter': UPSTREAM,
  'cancellation.gateway-upstream-timeout': UPSTREAM,
  'cancellation.gateway-maximum-timeout': UPSTREAM,
  'tasks.list-own-only': TWO_CALLERS,
  'tasks.authorization-checked': TWO_CALLERS,
  'elicitation.state-bound-to-user': TWO_CALLERS,
  'elicitation.state-not-session-only': TWO_CALLERS,
  'elicitation.bound-to-client-and-user': TWO_CALLERS,
  'elicitation.bound-to-user': TWO_CALLERS,
  'auth.no-token-passthrough': UPSTREAM,
  'auth.no-foreign-tokens': UPSTREAM,
  'security.no-token-passthrough': UPSTREAM,
  'security.schema-ref-not-fetched': UPSTREAM,
  'security.schema-ref-fetch-guarded': UPSTREAM,
  'security.schema-unresolved-ref-rejected': UPSTREAM,
  'security.schema-bounds': UPSTREAM,
  'elicitation.no-client-credentials-upstream': UPSTREAM,
  'elicitation.client-credentials-not-reused': UPSTREAM,
  'elicitation.url-not-preauthenticated': BROWSER,
  'elicitation.opener-verified': BROWSER,
  'elicitation.opener-identity-verified': BROWSER,
  'elicitation.same-user-completes': BROWSER,
  'elicitation.third-party-credentials-stay-out': BROWSER,
  'auth.proxy-consent': CONSENT,
  'security.proxy-consent-first': CONSENT,
  'security.consent-page-informs': CONSENT,
  'security.consent-csrf': CONSENT,
  'security.consent-not-frameable': CONSENT,
  'security.consent-cookie': CONSENT,
  'security.redirect-uri-exact': CONSENT,
  'security.state-checked': CONSENT,
  'security.state-after-consent-only': CONSENT,
  'tasks.server-polls-politely': REQUESTOR,
  'tasks.server-omits-related-task': REQUESTOR,
  'tasks.server-cursor-opaque': REQUESTOR,
  'tasks.server-not-relying-on-notifications': REQUESTOR,
  'tasks.server-no-retention-reliance': REQUESTOR,
  'auth.as-metadata': OWN_ISSUER,
  'auth.as-metadata-at-root': OWN_ISSUER,
  'auth.as-fallback-endpoints': OWN_ISSUER,
  'auth.as-dynamic-registration': OWN_ISSUER,
  'auth.as-redirect-uri-validated': OWN_ISSUER,
  'auth.as-pkce': OWN_ISSUER,
  'auth.as-token-lifetime': OWN_ISSUER,
  'roots.boundaries-respected': OWN_FILES,
  'roots.paths-validated': OWN_FILES,
  'logging.deprecated-not-adopted':
    'Asked of new implementations alone, and whether one is new cannot be seen: a server that had logging before may keep it.',
  'ping.periodic':
    'Needs minutes of idle watching to miss a ping that nobody is told how often to send; no audit waits that long.',
  'ping.timeout-appropriate':
    'The specification names no time after which a missing answer must have a consequence, so none is too long.',
  'http.gateway-forwards-param-headers':
    'Needs a gateway whose upstream is at hand: which headers arrive there cannot be seen from the front.',
  'http.gateway-validation-status':
    'Needs a gateway whose upstream is at hand: a refusal by the gateway looks like one by the server behind it.',
  'http.gateway-version-gate':
    'Needs a gateway whose routing policy is known: a request that is let through may have met no policy at all.',
  'stdio.bytestream-framing-reused':
    'Targets are programs and urls; a server on a bare socket cannot be named, so its framing is never seen.',
  'jsonrpc.all-message-kinds-delivered':
    'Needs a gateway whose upstream is at hand: what one target says does not show what another one said to it.',
  'schema.unsupported-dialect-error':
    'Needs a gateway whose upstream publishes a tool with an invented dialect; a server names only dialects it knows.',
  'schema.tool-schema-keywords-preserved':
    'Needs the schema as its author wrote it: keywords that were lost on the way cannot be seen from the end.',
};

export function reasonFor(entry: Requirement): string | undefined {
  if (entry.level === 'MAY') return 'A permission: it guards rules against false alarms and asks for nothing.';
  if (observable(entry) === 'never') return `A black box cannot decide it: ${entry.probe}`;
  const newest = entry.revisions.at(-1);
  return REASONS[`${entry.id}@${newest ?? ''}`] ?? REASONS[entry.id];
}

/** Ids that have a written reason; a test holds that each of them exists. */
export const reasonedIds = (): readonly string[] => Object.keys(REASONS).map((key) => key.split('@')[0] ?? key);
