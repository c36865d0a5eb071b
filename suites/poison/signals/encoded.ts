// Payloads that a person cannot read at a glance, links with room for data, and credentials left in the text.

import type { Sign } from './signal.ts';

const BASE64 = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{24,4000}={0,2}(?![A-Za-z0-9+/=])/g;
const HEX = /(?<![0-9A-Fa-f])(?:0x)?((?:[0-9A-Fa-f]{2}){16,2000})(?![0-9A-Fa-f])/g;
const ESCAPED = /(?:\\x[0-9a-fA-F]{2}){8,1000}|(?:%[0-9a-fA-F]{2}){10,1000}|(?:&#x?[0-9a-fA-F]{2,5};){8,1000}/;
const SAMPLES = 8;

/** Readable text that was decoded from a run in the source, with what it was written in. */
export interface Decoded {
  readonly from: 'base64' | 'hex';
  readonly text: string;
}

export function decodedTexts(text: string): Decoded[] {
  if (!hasLongRun(text)) return [];
  const found: Decoded[] = [];
  for (const match of firstOf(text.matchAll(BASE64))) {
    if (!/[a-z]/.test(match[0]) || !/[A-Z0-9]/.test(match[0])) continue;
    const plain = readable(fromBase64(match[0]));
    if (plain !== undefined) found.push({ from: 'base64', text: plain });
  }
  for (const match of firstOf(text.matchAll(HEX))) {
    const plain = readable(fromHex(match[1] ?? ''));
    if (plain !== undefined) found.push({ from: 'hex', text: plain });
  }
  return found;
}

const SHORTEST_RUN = 24;
const RUN = /[A-Za-z0-9+/]/;

/** Looks at every 24th character and widens from there: a run of 24 cannot hide between. */
function hasLongRun(text: string): boolean {
  for (let index = SHORTEST_RUN - 1; index < text.length; index += SHORTEST_RUN) {
    if (!RUN.test(text.charAt(index))) continue;
    let start = index;
    while (start > 0 && index - start < SHORTEST_RUN && RUN.test(text.charAt(start - 1))) start -= 1;
    let end = index + 1;
    while (end < text.length && end - start < SHORTEST_RUN && RUN.test(text.charAt(end))) end += 1;
    if (end - start >= SHORTEST_RUN) return true;
  }
  return false;
}

function* firstOf<T>(items: Iterable<T>): Generator<T> {
  let left = SAMPLES;
  for (const item of items) {
    if (left === 0) return;
    left -= 1;
    yield item;
  }
}

function fromBase64(text: string): string {
  try {
    return atob(text.replace(/=+$/, '').slice(0, Math.floor(text.replace(/=+$/, '').length / 4) * 4));
  } catch {
    return '';
  }
}

const fromHex = (text: string): string =>
  (text.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');

/** Sentences, not identifiers that happen to decode: printable, with spaces and lower case letters. */
function readable(text: string): string | undefined {
  if (text.length < 14 || !/^[\t\n\r\u0020-\u007e]*$/.test(text)) return undefined;
  const letters = text.match(/[a-z ]/gi)?.length ?? 0;
  return letters / text.length > 0.75 && / /.test(text) ? text : undefined;
}

export function encodedSigns(text: string, decoded: readonly Decoded[]): Sign[] {
  const signs: Sign[] = decoded.map((one) => ({
    signal: `encoded-${one.from}`,
    topic: 'encoding',
    weight: 0.6,
    says: `has readable text encoded as ${one.from}`,
    got: `"${one.text.slice(0, 100)}"`,
  }));
  const escaped = ESCAPED.exec(text);
  if (escaped !== null)
    signs.push({
      signal: 'escaped-run',
      topic: 'encoding',
      weight: 0.5,
      says: 'spells text in escapes',
      got: escaped[0].slice(0, 80),
    });
  return signs;
}

const LINK = /https?:\/\/[^\s"'`)\]]{1,400}/gi;
const IMAGE = /!\[[^\]\n]{0,120}\]\(\s{0,3}(https?:\/\/[^\s)]{1,400})/gi;
const SLOT = /\{\{[^{}]{1,60}\}\}|\{[^{}]{1,60}\}|<[A-Za-z_ -]{2,40}>|\$\{?[A-Z_]{3,40}\}?|\[[A-Z_ ]{3,40}\]|%s/;
const CARRIER =
  /[?&#](?:q|d|data|payload|content|c|secret|token|key|leak|x|s|msg|text|body|context|conversation|history|info|exfil|dump)=/i;
const HOSTILE_HOST =
  /\/\/(?:[\w-]{1,63}\.){0,6}[\w-]{0,50}(?:evil|attacker|attack|malicious|hacker|exfil|pwn|phish|steal)[\w-]{0,50}(?:\.[\w-]{1,63}){0,4}(?=[/:?#\s]|$)/i;
const DROP_SITE =
  /\/\/(?:[\w-]{1,63}\.){0,4}(?:webhook\.site|requestbin\.(?:com|net)|pipedream\.net|ngrok(?:-free)?\.(?:io|app|dev)|burpcollaborator\.net|oast\.(?:pro|live|fun|me|site)|interact\.sh|beeceptor\.com|hookbin\.com|canarytokens\.(?:com|org))/i;
const CURL = /\b(?:curl|wget)\s[^\n]{0,160}?(?:\s-d\b|\s--data|\s-F\b|\s-T\b|\s--post-|\|\s{0,3}(?:ba)?sh\b)/i;
const TO_FILE = /\b(?:curl|wget)\s[^\n]{0,200}@[/~]/i;

interface Pattern {
  readonly id: string;
  readonly pattern: RegExp;
  readonly weight: number;
  readonly says: string;
}

const LINKS: readonly Pattern[] = [
  { id: 'hostile-host', pattern: HOSTILE_HOST, weight: 0.8, says: 'names a host that calls itself hostile' },
  { id: 'drop-site', pattern: DROP_SITE, weight: 0.8, says: 'names a service for catching requests' },
  { id: 'curl-upload', pattern: CURL, weight: 0.35, says: 'has a command that sends data or runs what it fetches' },
  { id: 'curl-file', pattern: TO_FILE, weight: 0.9, says: 'has a command that uploads a file of the machine' },
];

export const LINK_PATTERNS: readonly RegExp[] = [
  LINK,
  IMAGE,
  SLOT,
  CARRIER,
  HOSTILE_HOST,
  DROP_SITE,
  CURL,
  TO_FILE,
  BASE64,
  HEX,
  ESCAPED,
];

export function linkSigns(text: string): Sign[] {
  const signs: Sign[] = [];
  for (const { id, pattern, weight, says } of LINKS) {
    const match = pattern.exec(text);
    if (match !== null)
      signs.push({ signal: id, topic: 'links', weight, says, got: text.slice(match.index, match.index + 100) });
  }
  if (!text.includes('://')) return signs;
  for (const [image, address = ''] of firstOf(text.matchAll(IMAGE)))
    if (SLOT.test(address))
      signs.push(slot('image-slot', 1, 'has an image whose address carries data out when it is shown', image));
  for (const [link] of firstOf(text.matchAll(LINK)))
    if (CARRIER.test(link) && SLOT.test(link) && !/\/\/(?:[\w.-]{1,80}\.)?(?:example|localhost)/.test(link))
      signs.push(slot('link-slot', 0.5, 'has a link with a slot for data in its query', link));
  return signs;
}

const slot = (signal: string, weight: number, says: string, got: string): Sign => ({
  signal,
  topic: 'links',
  weight,
  says,
  got: got.slice(0, 120),
});

/** Key material by its published shapes; values of documentation are not secrets. */
const KEY =
  /\b(?:sk-[A-Za-z0-9_-]{20,200}|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[abp]-[A-Za-z0-9-]{10,100}|(?:api[_-]?key|secret|token|passwd|password)\s{0,2}[=:]\s{0,2}["']?[A-Za-z0-9_-]{16,100})/i;
const SAMPLE = /example|your|personal|accesstoken|xxxx|placeholder|sample|changeme|<|\.\.\.|dummy|test/i;

export function credentialSigns(text: string): Sign[] {
  const match = KEY.exec(text);
  if (match === null || SAMPLE.test(match[0])) return [];
  return [
    {
      signal: 'credential-in-text',
      topic: 'exfiltration',
      weight: 0.5,
      says: 'carries what looks like a live credential',
      got: `${match[0].slice(0, 6)}… (${match[0].length} characters)`,
    },
  ];
}
