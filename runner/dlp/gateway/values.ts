// What is planted: credentials, personal data and internal names, made up from the seed and valid in form.

import {
  ALPHANUMERIC,
  BASE32,
  BASE64,
  BASE64URL,
  below,
  digits,
  hexadecimal,
  ibanDigits,
  letters,
  lower,
  luhnDigit,
  pick,
  type Random,
} from './chance.ts';

export interface Value {
  /** As it stands in a text, with the words around it by which such a value is usually known. */
  readonly text: string;
  /** What must not come through: the text without prefix, user name or host that may be known. */
  readonly core: string;
}

export interface Category {
  readonly id: string;
  readonly make: (random: Random) => Value;
}

const after = (label: string, prefix: string, core: string): Value => ({ text: `${label}${prefix}${core}`, core });

function jwt(random: Random): Value {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT' });
  const core = `${part({ sub: digits(random, 10), jti: hexadecimal(random, 16) })}.${letters(random, BASE64URL, 43)}`;
  return { text: `token: ${head}.${core}`, core };
}

/** PKCS#8 by its frame, and by the first bytes of an EC key on P-256; the rest is chance. */
function privateKey(random: Random): Value {
  const frame = (word: string): string => `-----${word} ${['PRIVATE', 'KEY'].join(' ')}-----`;
  const start = Buffer.from('308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420', 'hex');
  const rest = Buffer.from(hexadecimal(random, 204), 'hex');
  const body = Buffer.concat([start, rest]).toString('base64');
  const lines = body.match(/.{1,64}/g) ?? [];
  // Every such key begins alike: only what follows is the secret.
  return { text: [frame('BEGIN'), ...lines, frame('END')].join('\n'), core: body.slice(48) };
}

function connection(random: Random): Value {
  const core = letters(random, ALPHANUMERIC, 20);
  const host = `db-${lower(random, 6)}.example.net`;
  return { text: `DATABASE_URL=postgres://${lower(random, 6)}:${core}@${host}:5432/orders`, core };
}

function card(random: Random): Value {
  const number = `4${digits(random, 14)}`;
  const core = `${number}${luhnDigit(number)}`;
  return { text: `card number ${core}`, core };
}

function iban(random: Random): Value {
  const account = `${digits(random, 8)}${digits(random, 10)}`;
  const core = `DE${ibanDigits('DE', account)}${account}`;
  return { text: `IBAN ${core}`, core };
}

/** A social security number of the United States: no area 000, 666 or from 900, no group 00, no serial 0000. */
function nationalId(random: Random): Value {
  const area = String(1 + below(random, 665)).padStart(3, '0');
  const group = String(1 + below(random, 99)).padStart(2, '0');
  const core = `${area}-${group}-${String(1 + below(random, 9999)).padStart(4, '0')}`;
  return { text: `SSN ${core}`, core };
}

function phone(random: Random): Value {
  const core = `+49151${1 + below(random, 9)}${digits(random, 7)}`;
  return { text: `phone ${core}`, core };
}

function email(random: Random): Value {
  const core = `${lower(random, 6)}.${lower(random, 8)}${digits(random, 2)}`;
  return { text: `e-mail ${core}@${lower(random, 8)}.com`, core };
}

function internalHost(random: Random): Value {
  const core = `${pick(random, ['build', 'vault', 'ldap', 'jira'])}-${lower(random, 5)}${digits(random, 3)}.corp.internal`;
  return { text: `http://${core}:8443/status`, core };
}

/** In the order in which the corpus goes through them. */
export const CATEGORIES: readonly Category[] = [
  { id: 'aws-key-id', make: (random) => after('aws_access_key_id = ', 'AKIA', letters(random, BASE32, 16)) },
  { id: 'aws-secret', make: (random) => after('aws_secret_access_key = ', '', letters(random, BASE64, 40)) },
  { id: 'github-token', make: (random) => after('GITHUB_TOKEN=', 'ghp_', letters(random, ALPHANUMERIC, 36)) },
  {
    id: 'slack-token',
    make: (random) =>
      after('token ', 'xoxb-', `${digits(random, 12)}-${digits(random, 12)}-${letters(random, ALPHANUMERIC, 24)}`),
  },
  { id: 'stripe-key', make: (random) => after('api key ', 'sk_live_', letters(random, ALPHANUMERIC, 24)) },
  { id: 'google-key', make: (random) => after('key=', 'AIza', letters(random, BASE64URL, 35)) },
  { id: 'jwt', make: jwt },
  { id: 'bearer', make: (random) => after('Authorization: Bearer ', '', letters(random, ALPHANUMERIC, 40)) },
  { id: 'private-key', make: privateKey },
  { id: 'connection-string', make: connection },
  { id: 'card', make: card },
  { id: 'iban', make: iban },
  { id: 'national-id', make: nationalId },
  { id: 'phone', make: phone },
  { id: 'email', make: email },
  { id: 'internal-host', make: internalHost },
];
