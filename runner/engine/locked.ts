// Why a target let nobody in, in the words of its user: what it wants, who gives it, and what is wrong with what it got.

import { challengeOf, documentOf } from '../../suites/artifacts/authorization.ts';
import type { Exchange } from '../../suites/kernel/recording.ts';
import type { Target } from '../target.ts';
import type { Opened } from './open.ts';
import type { Sitting } from './sitting.ts';

/** Words of the target, cut short and on one line. */
const said = (text: unknown, most = 200): string => String(text).replace(/\s+/gu, ' ').slice(0, most);

const bearerOf = (target: Target): string | undefined => {
  const headers = target.kind === 'http' ? Object.entries(target.headers ?? {}) : [];
  return headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
};

const credentialsIn = (target: Target): boolean =>
  target.kind === 'http' &&
  Object.keys(target.headers ?? {}).some((name) => /authorization|api-?key|token|cookie/iu.test(name));

/** What a JWT says of itself (RFC 9068): when it ends and whom it is for are no secrets. */
function aboutToken(target: Target, resource: unknown): string {
  const [, body] = /^Bearer\s+[\w-]+\.([\w-]+)\.[\w-]*$/iu.exec(bearerOf(target) ?? '') ?? [];
  try {
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString('utf8')) as {
      readonly exp?: unknown;
      readonly aud?: unknown;
    } | null;
    const { exp, aud } = claims ?? {};
    if (typeof exp === 'number' && exp * 1000 < Date.now())
      return `; the token ended at ${new Date(exp * 1000).toISOString()}`;
    const audience = [aud].flat().filter((one) => typeof one === 'string');
    if (typeof resource === 'string' && audience.length > 0 && !audience.includes(resource))
      return `; the token is for ${said(audience.join(', '))}, the target calls itself ${said(resource)}`;
    return '';
  } catch {
    return '';
  }
}

/** A 403 may be about something else, as the Host it was asked by: its own words say so. */
function refusal(opened: Opened): string {
  const words = opened.problems.find((problem) => problem.includes('(HTTP 403): '))?.split('(HTTP 403): ', 2)[1];
  return words === undefined || words.trim() === '' ? '' : `; it answered 403: ${said(words.trim())}`;
}

const textsOf = (value: unknown): string =>
  Array.isArray(value) ? said(value.filter((one) => typeof one === 'string').join(', ')) : '';

/** `tried` is what an outsider was told: its metadata names where tokens come from (RFC 9728). */
export function lockedMessage(opened: Opened, tried: readonly Sitting[]): string {
  const [sitting] = tried;
  const exchanges: readonly Exchange[] = sitting?.recorder.exchanges ?? [];
  const metadata = exchanges.filter(({ tag }) => tag?.startsWith('metadata ') === true).map(documentOf);
  const document = metadata.find((one) => one !== undefined);
  if (sitting !== undefined && credentialsIn(sitting.target)) {
    const params = challengeOf(sitting.main?.opening ?? exchanges[0])?.params ?? {};
    const error = [params['error'], params['error_description']].filter((one) => one !== undefined && one !== '');
    const why = error.length === 0 ? '' : ` (${said(error.join(': '))})`;
    const hint = aboutToken(sitting.target, document?.['resource']);
    return `the target refuses the credentials that were given${why}${hint}${refusal(opened)}`;
  }
  const servers = textsOf(document?.['authorization_servers']);
  const scopes = textsOf(document?.['scopes_supported']);
  const from =
    servers === '' ? '' : `; its tokens come from ${servers}${scopes === '' ? '' : `, for the scopes ${scopes}`}`;
  return `the target asks for credentials (401 or 403): give them with --bearer-env or --header, or an OAuth client under callers: in the configuration${from}${refusal(opened)}`;
}
