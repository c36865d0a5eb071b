// Credentials written into a client file in plain text. Only where they stand is said, never what they are or how long.

const TELLING =
  /(?:^|[_.-])(?:key|keys|apikey|token|tokens|secret|secrets|password|passwd|pwd|passphrase|credential|credentials|auth|authorization|pat|bearer|cookie|private)(?:$|[_.-])|(?:api|access|secret|private|auth)key$|token$|secret$|password$/i;
const INNOCENT =
  /(?:^|[_.-])(?:file|path|dir|name|id|url|uri|env|type|header|store|ttl|expiry|length|count|region|timeout|enabled)$/i;
const FORMATS = [
  /\bsk-(?:proj-|ant-|live-)?[\w-]{16,}/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bgithub_pat_\w{30,}/,
  /\bglpat-[\w-]{20,}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bAIza[\w-]{35}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/,
  /\b(?:sk|rk)_live_\w{16,}/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\bhf_[A-Za-z]{30,}/,
];
const REFERENCE = /^\s*\$\{?[\w:.-]+\}?\s*$|\$\{[^}]+\}|\{\{[^}]+\}\}|^%\w+%$/;
const PLACEHOLDER =
  /^$|^<.*>$|^\[.*\]$|your|example|placeholder|change[-_ ]?me|replace|xxx|\.\.\.|^\*+$|^(?:none|null|undefined|true|false|todo|test|dummy|0|1)$/i;

const isPlain = (value: string): boolean => !REFERENCE.test(value) && !PLACEHOLDER.test(value);

/** Looks like a credential by its own form, whatever it is called. */
export const isCredential = (value: string): boolean =>
  !REFERENCE.test(value) && FORMATS.some((format) => format.test(value));

/** A value under a telling name, written out. */
export const isNamedCredential = (name: string, value: string): boolean =>
  isCredential(value) || (TELLING.test(name) && !INNOCENT.test(name) && isPlain(value) && value.length >= 6);

const OPTION = /^--?([\w.-]+?)(?:=(.*))?$/s;

/** Positions of arguments that carry a credential: behind a telling option, in `NAME=value`, in a header, in a url. */
export function credentialArguments(args: readonly string[]): readonly number[] {
  const found = new Set<number>();
  args.forEach((arg, index) => {
    if (isCredential(arg) || hasUrlCredential(arg)) found.add(index);
    const [, option, inline] = OPTION.exec(arg) ?? [];
    if (option !== undefined && inline !== undefined && isNamedCredential(option, inline)) found.add(index);
    const next = args[index + 1];
    if (
      option !== undefined &&
      inline === undefined &&
      next !== undefined &&
      !next.startsWith('-') &&
      isNamedCredential(option, next) &&
      !isEnvironment(option)
    )
      found.add(index + 1);
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg) ?? [];
    if (name !== undefined && value !== undefined && isNamedCredential(name, value)) found.add(index);
    const [, header, content] = /^([\w-]+):\s*(.+)$/s.exec(arg) ?? [];
    if (header !== undefined && content !== undefined && isNamedHeader(header, content)) found.add(index);
  });
  return [...found].toSorted((one, two) => one - two);
}

/** `-e NAME=value` of docker is judged by its own name, not by the option. */
const isEnvironment = (option: string): boolean => option === 'e' || option === 'env';

export const isNamedHeader = (name: string, value: string): boolean =>
  /^(?:authorization|proxy-authorization|cookie|x-api-key|api-key|x-auth-token|private-token)$/i.test(name) ||
  TELLING.test(name)
    ? isPlain(value.replace(/^(?:Bearer|Basic|Token)\s+/i, '')) && !REFERENCE.test(value)
    : isCredential(value);

/** User info with a password, or a query member with a telling name, in a url that stands anywhere in the text. */
export function hasUrlCredential(text: string): boolean {
  const [url] = /[a-z][a-z0-9+.-]*:\/\/\S+/i.exec(text) ?? [];
  if (url === undefined || !URL.canParse(url)) return false;
  const parsed = new URL(url);
  if (parsed.password !== '' && isPlain(decoded(parsed.password))) return true;
  return [...parsed.searchParams].some(([name, value]) => isNamedCredential(name, value));
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
