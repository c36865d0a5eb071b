// What `assay.config.yaml` may hold, as data: each member with the check of its value. The docs list is made from this.

import { isRevision, REVISIONS } from '../../suites/kernel/revision.ts';
import { didYouMean } from './nearest.ts';

/** A complaint about a value, relative to where the value stands; `undefined` where it is good. */
export type Complaint = {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly key?: boolean;
};
export type Shape = (value: unknown) => Complaint | undefined;

export interface Member {
  readonly shape: Shape;
  readonly about: string;
  readonly required?: boolean;
}

const here = (message: string): Complaint => ({ path: [], message });

const kindOf = (value: unknown): string =>
  value === null
    ? 'nothing'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'a map'
        : `${typeof value === 'string' ? 'the text ' : ''}${JSON.stringify(value)}`;

export const text: Shape = (value) =>
  typeof value === 'string' && value !== '' ? undefined : here(`a text is expected, not ${kindOf(value)}`);

export const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    words.includes(value as string) ? undefined : here(`one of ${words.join(', ')} is expected, not ${kindOf(value)}`);

export const number =
  (min: number, max = Number.MAX_SAFE_INTEGER, whole = false): Shape =>
  (value) => {
    const good = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    return good ? undefined : here(`a ${whole ? 'whole ' : ''}number ${range} is expected, not ${kindOf(value)}`);
  };

export const flag: Shape = (value) =>
  typeof value === 'boolean' ? undefined : here(`true or false is expected, not ${kindOf(value)}`);

export const anything: Shape = () => undefined;

export const list =
  (item: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value)) return here(`a list is expected, not ${kindOf(value)}`);
    return firstOf(value.map((entry, index) => [index, item(entry)] as const));
  };

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const map =
  (item: Shape): Shape =>
  (value) => {
    if (!isMap(value)) return here(`a map is expected, not ${kindOf(value)}`);
    return firstOf(Object.entries(value).map(([key, entry]) => [key, item(entry)] as const));
  };

export const members =
  (known: Readonly<Record<string, Member>>): Shape =>
  (value) => {
    if (!isMap(value)) return here(`a map is expected, not ${kindOf(value)}`);
    for (const key of Object.keys(value))
      if (!Object.hasOwn(known, key))
        return {
          path: [key],
          key: true,
          message: `unknown key.${didYouMean(key, Object.keys(known))} Known here: ${Object.keys(known).join(', ')}`,
        };
    for (const [key, member] of Object.entries(known))
      if (member.required === true && !Object.hasOwn(value, key)) return here(`${key} is missing (${member.about})`);
    return firstOf(Object.entries(value).map(([key, entry]) => [key, known[key]?.shape(entry)] as const));
  };

function firstOf(parts: readonly (readonly [string | number, Complaint | undefined])[]): Complaint | undefined {
  for (const [key, complaint] of parts)
    if (complaint !== undefined) return { ...complaint, path: [key, ...complaint.path] };
  return undefined;
}

const either =
  (...shapes: readonly Shape[]): Shape =>
  (value) => {
    const complaints = shapes.map((shape) => shape(value));
    return complaints.includes(undefined)
      ? undefined
      : complaints.toSorted((a, b) => (b?.path.length ?? 0) - (a?.path.length ?? 0))[0];
  };

const revision: Shape = (value) =>
  isRevision(value) ? undefined : here(`a revision is expected (${REVISIONS.join(', ')}), not ${kindOf(value)}`);

/** YAML reads an unquoted date as text under the core schema, which is what is wanted. */
const day: Shape = (value) => {
  const good =
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  return good ? undefined : here(`a day such as 2026-12-31 is expected, not ${kindOf(value)}`);
};
const safeDay: Shape = (value) => {
  try {
    return day(value);
  } catch {
    return here(`there is no such day: ${kindOf(value)}`);
  }
};

export const waiver = members({
  rule: { shape: text, required: true, about: 'the rule that is waived; a * at the end waives all that begin so' },
  finding: { shape: text, about: 'the key of the one finding that is waived' },
  reason: { shape: text, required: true, about: 'why, for whoever reads the report' },
  owner: { shape: text, required: true, about: 'who answers for it' },
  until: { shape: safeDay, required: true, about: 'the last day it holds' },
});

const webAddress: Shape = (value) =>
  typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)
    ? undefined
    : here(`an http(s) url is expected, not ${kindOf(value)}`);

const oauth = members({
  tokenUrl: { shape: webAddress, required: true, about: 'the token endpoint of the authorization server' },
  clientId: { shape: text, required: true, about: 'the client that asks for tokens' },
  clientSecretEnv: { shape: text, about: 'the environment variable that holds its secret' },
  scope: { shape: text, about: 'scopes asked for, with spaces between them' },
  resource: { shape: webAddress, about: 'the resource the token is for (RFC 8707); the url of the target' },
  revocationUrl: {
    shape: webAddress,
    about: 'the revocation endpoint (RFC 7009), to see what a revoked token still opens',
  },
  auth: { shape: oneOf('basic', 'post'), about: 'how the client shows its secret; default basic' },
});

export const caller = members({
  headers: { shape: map(text), about: 'headers sent as this caller; ${VAR} takes a value from the environment' },
  bearerEnv: { shape: text, about: 'the environment variable that holds the bearer token of this caller' },
  oauth: { shape: oauth, about: 'the client-credentials grant by which this caller gets a token' },
  env: { shape: map(text), about: 'environment of the program, for a stdio target' },
  scopes: { shape: list(text), about: 'scopes of its token, where the authorization server does not tell them' },
  subject: { shape: text, about: 'who it is, where several callers are one person: what is of one is of all' },
  revoked: { shape: flag, about: 'its credentials were withdrawn: everything must be refused' },
  may: { shape: list(text), about: 'tools this caller may see and call' },
  mayNot: { shape: list(text), about: 'tools this caller must not see or call' },
});

const token: Shape = members({
  env: { shape: text, required: true, about: 'the environment variable that holds the token' },
});

/** Tokens that show how a protected target judges them; each needs a token made so by its authorization server. */
export const TOKENS: Readonly<Record<string, Member>> = {
  expired: { shape: token, about: 'good once, over now' },
  otherAudience: { shape: token, about: 'of the same issuer, for another resource' },
  noAudience: { shape: token, about: 'of the same issuer, for no resource at all' },
  upperCaseAudience: { shape: token, about: 'good, but for scheme and host in upper case' },
  insufficientScope: { shape: token, about: 'good, with less scope than some operation needs' },
  challengedScope: { shape: token, about: 'good, with exactly the scopes that the refusal of insufficientScope named' },
  broaderScope: { shape: token, about: 'good, with a scope that implies the one an operation needs' },
};

/** Names of callers stand in findings, tables and keys. */
const callerNames =
  (inner: Shape): Shape =>
  (value) => {
    const bad = isMap(value) ? Object.keys(value).find((name) => !/^[\w.@-]{1,64}$/.test(name)) : undefined;
    if (bad !== undefined)
      return { path: [bad], key: true, message: 'a caller is named with letters, digits and . _ @ - alone' };
    return map(inner)(value);
  };

const pattern: Shape = (value) => {
  const complaint = text(value);
  if (complaint !== undefined) return complaint;
  try {
    RegExp(value as string);
    return undefined;
  } catch {
    return here(`a verb, verbs with | between them, or a regular expression is expected, not ${kindOf(value)}`);
  }
};

const topic: Shape = (value) => {
  const complaint = members({
    tool: { shape: text, about: 'a tool; * stands for any text' },
    resource: { shape: text, about: 'uri of a resource; * stands for any text' },
    prompt: { shape: text, about: 'a prompt; * stands for any text' },
    where: {
      shape: map(pattern),
      about: 'only calls with these arguments: a verb (INSERT|DELETE) or a regular expression',
    },
    try: { shape: map(anything), about: 'arguments of a call that is tried to see it' },
  })(value);
  if (complaint !== undefined) return complaint;
  const { tool, resource, prompt, where, try: tried } = value as Readonly<Record<string, unknown>>;
  if ([tool, resource, prompt].filter((one) => one !== undefined).length !== 1)
    return here('one of tool, resource and prompt is expected');
  if (tool === undefined && (where !== undefined || tried !== undefined))
    return here('where and try are about arguments of a tool');
  return undefined;
};

const entry: Shape = (value) => (isMap(value) ? topic(value) : text(value));

const access = members({
  otherwise: { shape: oneOf('allow', 'deny'), about: 'what is expected where no line says anything; default nothing' },
  matrix: {
    shape: callerNames(
      members({
        allow: { shape: list(entry), about: 'what this caller may do; a text is a tool' },
        deny: { shape: list(entry), about: 'what it must not do; stronger than allow' },
      }),
    ),
    about: 'by caller; anonymous is whoever shows no credentials',
  },
  scopes: { shape: map(list(entry)), about: 'by scope, what wants it' },
});

export const CONFIG: Readonly<Record<string, Member>> = {
  suites: { shape: list(text), about: 'suites to run; default all that apply' },
  rules: { shape: list(text), about: 'only these rules; an id, or the beginning of one with / or * at its end' },
  revision: { shape: either(oneOf('auto', 'all'), list(revision), revision), about: 'auto, all, or revisions' },
  calls: { shape: oneOf('none', 'readonly', 'all'), about: 'which tools may be called' },
  allow: { shape: list(text), about: 'tools that may be called though they are not annotated read-only' },
  failOn: { shape: oneOf('fail', 'warn', 'never'), about: 'what makes exit code 1' },
  timeout: { shape: number(1), about: 'milliseconds for one request' },
  budget: { shape: number(1), about: 'seconds for the whole run' },
  seed: { shape: number(0, Number.MAX_SAFE_INTEGER, true), about: 'all generated input follows from it' },
  known: {
    shape: list(
      members({
        property: { shape: text, required: true, about: 'what is special about the call: long-running, elicits, …' },
        method: { shape: text, about: 'the JSON-RPC method; default tools/call' },
        params: { shape: map(anything), required: true, about: 'the params of the request' },
      }),
    ),
    about: 'calls with a property that some rules need',
  },
  tokens: { shape: members(TOKENS), about: 'further tokens for rules on authorization' },
  waivers: { shape: list(waiver), about: 'findings that are accepted for a while' },
  callers: { shape: callerNames(caller), about: 'identities for the access suite' },
  access: { shape: access, about: 'who may do what: the matrix that the access suite holds callers against' },
  contracts: { shape: list(text), about: 'contract files, relative to this file: kept by audit and contract' },
  budgets: { shape: map(anything), about: 'figures that load, affinity and drift are held against' },
  servers: { shape: list(text), about: 'packages and hosts that client files may name (lint-config)' },
};

export const config: Shape = members(CONFIG);
