// Splits a text into stemmed words with sentences once, in linear time, so that every word pattern is a walk over a short list.

import { isAscii, unconfused } from './confusables.ts';
import { revealed } from './invisible.ts';

export interface Word {
  /** As written, or a mark: `§url`, `§email`, `§path`, `§secret-path`. */
  readonly form: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
}

export interface Reading {
  /** What a person would make of it: invisible characters dropped, lookalikes replaced. */
  readonly text: string;
  readonly words: readonly Word[];
}

const LONGEST_CHUNK = 400;
const URL = /^[a-z][a-z0-9+.-]{1,20}:\/\/\S/i;
const EMAIL = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/;
const PATHLIKE =
  /^(?:~|\.{1,2}|[a-z]:|\$\{?home\}?|%userprofile%|%appdata%)?[\\/]|^\.[a-z]|[\\/].{0,200}[\\/]|\.(?:json|pem|key|env|conf|ya?ml|ini)$/i;

/** Places where machines keep credentials and histories; nothing here is an ordinary working file. */
const SECRET_PATH = new RegExp(
  [
    String.raw`(?:^|[\\/])\.(?:ssh|aws|azure|gnupg|kube|docker|netrc|npmrc|pypirc|pgpass|my\.cnf|git-credentials|vault-token|bash_history|zsh_history|cursor|claude|codeium|mozilla)(?:$|[\\/])`,
    String.raw`(?:^|[\\/])\.(?:env|envrc)(?:\.(?:local|prod|production|dev))?$`,
    String.raw`^\.?[\\/]?etc[\\/](?:passwd|shadow|sudoers|hosts|krb5\.keytab)`,
    String.raw`(?:^|[\\/])id_(?:rsa|dsa|ecdsa|ed25519)(?:$|\.)`,
    String.raw`(?:^|[\\/])(?:authorized_keys|known_hosts|credentials\.(?:json|db|xml|csv)|secrets?\.(?:json|ya?ml|env|txt)|service[-_]account[\w-]{0,40}\.json|wallet\.dat|login data|keychain[\w-]{0,20}|ntds\.dit)$`,
    String.raw`[\\/]credentials$`,
    String.raw`(?:^|[\\/])(?:mcp|claude_desktop_config|mcp_config|mcp-config)\.json$`,
    String.raw`[\\/]\.config[\\/](?:gcloud|gh|op|rclone|solana)`,
    String.raw`[\\/]proc[\\/](?:self|\d{1,10}|\[?pid\]?)[\\/](?:environ|mem|maps|cmdline)`,
    String.raw`windows[\\/]system32[\\/]config|[\\/](?:sam|system)\.(?:hive|save)$`,
    String.raw`^[a-z][a-z0-9+.-]{1,20}:\/\/[\w./-]{0,80}(?:secret|credential|confidential|password|admin|private|internal|(?:^|\/)config)[\w-]{0,30}$`,
  ].join('|'),
  'i',
);

const placeholder = /(?:^|[./])(?:example|sample|template|dist|test)$/i;

export const isSecretPath = (chunk: string): boolean =>
  chunk.length <= LONGEST_CHUNK && SECRET_PATH.test(chunk) && !placeholder.test(chunk);

/** For tests that feed each pattern its worst case. */
export const PLACE_PATTERNS: readonly RegExp[] = [URL, EMAIL, PATHLIKE, SECRET_PATH];

const codes = (chars: string): ReadonlySet<number> => new Set(Array.from(chars, (char) => char.charCodeAt(0)));
const TRIM_START = codes('([{<*,:;=|"\'`“”‘’«»');
const TRIM_END = codes(')]}>*,:;.!?|"\'`“”‘’«»');

/** What a character does: ends a chunk, ends a line, ends a sentence, belongs to a word, or hints at a path or address. */
const CLASS = { other: 0, space: 1, word: 2, stop: 3, line: 4, hint: 5 } as const;
const KIND = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  if (/[a-z0-9]/i.test(char)) KIND[code] = CLASS.word;
  else if (char === '\n' || char === '\r') KIND[code] = CLASS.line;
  else if (/\s/.test(char)) KIND[code] = CLASS.space;
  else if (/[.!?]/.test(char)) KIND[code] = CLASS.stop;
  else if (/[/\\@_]/.test(char)) KIND[code] = CLASS.hint;
}

function kindAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code < 128) return KIND[code] as number;
  return code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x3000 ? CLASS.space : CLASS.word;
}

/** Camel case of identifiers opened up, so that `stealToken` reads as `steal_token`. */
const openCamel = (text: string): string => text.replace(/([a-z0-9])([A-Z])/g, '$1 $2');

/** Reads running text; `identifier` for names, which are words run together. */
export function readWords(source: string, identifier = false): Reading {
  const seen = isAscii(source) ? source : unconfused(revealed(source));
  const text = identifier ? openCamel(seen) : seen;
  const words: Word[] = [];
  let sentence = 0;
  let index = 0;
  while (index < text.length) {
    const kind = kindAt(text, index);
    if (kind === CLASS.space) {
      index += 1;
      continue;
    }
    if (kind === CLASS.line) {
      const next = afterLine(text, index);
      if (next.breaks) sentence += 1;
      index = next.index;
      continue;
    }
    let end = index;
    let plain = true;
    let hints = false;
    for (; end < text.length; end += 1) {
      const inside = kindAt(text, end);
      if (inside === CLASS.word) continue;
      if (inside === CLASS.space || inside === CLASS.line) break;
      plain = false;
      hints ||= inside === CLASS.hint || inside === CLASS.stop;
    }
    if (plain) words.push({ form: text.slice(index, Math.min(end, index + 80)), start: index, end, sentence });
    else sentence = readChunk(text, index, end, sentence, words, hints && !identifier);
    index = end;
  }
  return { text, words };
}

/** A single line break is a wrapped line; an empty line, a bullet, a heading or a bracket begins something new. */
function afterLine(text: string, start: number): { index: number; breaks: boolean } {
  let index = start;
  let lines = 0;
  while (index < text.length) {
    const kind = kindAt(text, index);
    if (kind === CLASS.line) {
      if (text[index] === '\n') lines += 1;
    } else if (kind !== CLASS.space) break;
    index += 1;
  }
  const first = text[index] ?? '';
  return { index, breaks: lines > 1 || '-*#•[<|>0123456789'.includes(first) };
}

function readChunk(text: string, from: number, to: number, sentence: number, words: Word[], hints: boolean): number {
  let start = from;
  let end = to;
  while (start < end && TRIM_START.has(text.charCodeAt(start))) start += 1;
  let stops = false;
  while (end > start && TRIM_END.has(text.charCodeAt(end - 1))) {
    stops ||= kindAt(text, end - 1) === CLASS.stop;
    end -= 1;
  }
  const mark = hints && end - start <= LONGEST_CHUNK ? markOf(text.slice(start, end)) : undefined;
  if (mark !== undefined) words.push({ form: mark, start, end, sentence });
  else pushParts(text, start, end, sentence, words);
  return stops ? sentence + 1 : sentence;
}

function markOf(chunk: string): string | undefined {
  if (isSecretPath(chunk)) return '§secret-path';
  if (URL.test(chunk)) return '§url';
  if (EMAIL.test(chunk)) return '§email';
  return PATHLIKE.test(chunk) && !chunk.includes('_') ? '§path' : undefined;
}

function pushParts(text: string, from: number, to: number, sentence: number, words: Word[]): void {
  let start = from;
  for (let index = from; index <= to; index += 1) {
    const inside = index < to && (kindAt(text, index) === CLASS.word || isApostrophe(text, index, start));
    if (inside) continue;
    if (index > start)
      words.push({ form: text.slice(start, Math.min(index, start + 80)), start, end: index, sentence });
    start = index + 1;
  }
}

const isApostrophe = (text: string, index: number, start: number): boolean =>
  index > start && (text[index] === "'" || text[index] === '’') && kindAt(text, index + 1) === CLASS.word;

/** English endings taken off, the same way for the lexicon and for what is read. */
export const stemOf = (form: string): string =>
  form.startsWith('§') ? form : bareStem(form.toLowerCase().replace('’', "'"));

function bareStem(form: string): string {
  let stem = form.endsWith("'s") ? form.slice(0, -2) : form;
  if (stem.length > 3 && !stem.includes("'")) {
    if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
    else if (stem.endsWith('sses') || stem.endsWith('shes') || stem.endsWith('ches')) stem = stem.slice(0, -2);
    else if (stem.endsWith('s') && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
    if (stem.endsWith('ing') && stem.length > 5) stem = undoubled(stem.slice(0, -3));
    else if (stem.endsWith('ied') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
    else if (stem.endsWith('ed') && stem.length > 4) stem = undoubled(stem.slice(0, -2));
    if (stem.endsWith('e') && stem.length > 3) stem = stem.slice(0, -1);
  }
  return stem;
}

const undoubled = (stem: string): string => (/([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem);
