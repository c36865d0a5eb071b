// The only door out for text: credentials given to us, and secrets seen, leave as a fixed-width fingerprint.

import { createHmac, randomBytes } from 'node:crypto';

const salt = randomBytes(16);

/** Forms of values, each with what stands for it. */
interface Register {
  readonly forms: Map<string, string>;
  pattern: RegExp | undefined;
}

/** Credentials given to us: masked from the moment a byte is recorded. */
const given: Register = { forms: new Map(), pattern: undefined };
/** Those and what targets let out: masked in whatever leaves, never before rules have looked for it. */
const all: Register = { forms: new Map(), pattern: undefined };

/** `***` and six letters that tell secrets of one run apart and reveal neither the secret nor its length. */
export function fingerprint(secret: string): string {
  return `***${createHmac('sha256', salt).update(secret).digest('hex').slice(0, 6)}`;
}

/** What stands in every message or every configuration: `DEBUG=true` and `PORT=8080` are no secrets. */
const ORDINARY = new Set(
  [
    'true false null none auto default enabled disabled always never',
    'trace debug info notice warn warning error silent verbose quiet',
    'test testing development staging production local localhost',
    'stdio http https sse json text utf8 utf-8',
    'initialize initialized notifications ping discover call list read',
    'jsonrpc method params result message name title description tools tool prompts resources arguments content',
    'type object array string number integer boolean properties required',
  ].flatMap((line) => line.split(' ')),
);

const isOrdinary = (value: string): boolean => ORDINARY.has(value.toLowerCase()) || /^\d{1,5}$/.test(value);

/**
 * Registers a value that must never leave: credentials of headers, bearer, env and urls, at the moment they are read.
 * Values shorter than four characters and ordinary words are ignored, since masking them would shred every text.
 */
export function registerSecret(value: string | undefined): void {
  if (value === undefined || isOrdinary(value.trim())) return;
  for (const form of formsOf(value.trim()))
    if (form.length >= 4) for (const into of [given, all]) add(into, form, value);
}

/** Registers a value that a target let out: it leaves in no report, but the next target may be found to have it too. */
export function registerLeak(value: string): void {
  if (isOrdinary(value.trim())) return;
  for (const form of formsOf(value.trim())) if (form.length >= 4) add(all, form, value);
}

function add(into: Register, form: string, value: string): void {
  if (into.forms.has(form)) return;
  into.forms.set(form, fingerprint(value));
  into.pattern = undefined;
}

/** A secret as it may stand in other texts: plain, in JSON, in a url, in Base64. */
function formsOf(value: string): string[] {
  const forms = new Set([value]);
  const scheme = /^(?:Bearer|Basic|Token)\s+(\S.*)$/i.exec(value);
  if (scheme?.[1] !== undefined) forms.add(scheme[1]);
  for (const form of [...forms]) {
    forms.add(JSON.stringify(form).slice(1, -1));
    forms.add(encodeURIComponent(form));
    if (form.length >= 8) {
      forms.add(Buffer.from(form).toString('base64'));
      forms.add(Buffer.from(form).toString('base64url'));
    }
  }
  return [...forms];
}

/** Replaces every registered secret in a text. */
export const mask = (text: string): string => replaced(text, all);

/** Replaces what was given to us, and leaves what a target let out for the rules to find. */
export const maskGiven = (text: string): string => replaced(text, given);

function replaced(text: string, register: Register): string {
  if (register.forms.size === 0) return text;
  register.pattern ??= new RegExp(
    [...register.forms.keys()]
      .sort((a, b) => b.length - a.length)
      .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('|'),
    'g',
  );
  return text.replace(register.pattern, (found) => register.forms.get(found) ?? '***');
}

/** Masks every string, keys included, of a plain value; returns a copy. Bounded in depth, as everything from a target is. */
export function maskDeep<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return mask(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 200) return '(nested too deep to show)' as T;
  if (Array.isArray(value)) return value.map((item) => maskDeep(item, depth + 1)) as T;
  const entries = Object.entries(value).map(([key, item]) => [mask(key), maskDeep(item, depth + 1)]);
  return Object.fromEntries(entries) as T;
}

const SECRET_PARAMETER =
  /^(?:.*[-_.])?(?:key|token|secret|password|passwd|auth|authorization|sig|signature|code|jwt|credential|apikey|api_key|access_token)$/i;

/** A url fit to be shown: no user, no password, values of query parameters that look like credentials masked. */
export function showUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return mask(url);
  }
  if (parsed.username !== '') parsed.username = '***';
  if (parsed.password !== '') parsed.password = '***';
  for (const [name] of [...parsed.searchParams]) if (SECRET_PARAMETER.test(name)) parsed.searchParams.set(name, '***');
  return mask(parsed.toString());
}

/** Registers whatever inside a url is a credential: user info and query values with a telling name, or long random ones. */
export function registerUrlSecrets(url: string): void {
  for (const secret of urlSecrets(url)) registerSecret(secret);
}

/** What inside a url is a credential, as far as can be told. */
export function urlSecrets(url: string): readonly string[] {
  if (!URL.canParse(url)) return [];
  const { password, username, searchParams, pathname } = new URL(url);
  return [
    decodeURIComponent(password === '' ? username : password),
    ...[...searchParams]
      .filter(([name, value]) => SECRET_PARAMETER.test(name) || /^[\w.~+/=-]{20,}$/.test(value))
      .map(([, value]) => value),
    ...pathname.split('/').filter((part) => /^(?=.*\d)(?=.*[A-Za-z])[\w~-]{24,}$/.test(part)),
  ].filter((secret) => secret !== '');
}
