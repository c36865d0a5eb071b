// What looks like a secret and is none: a gateway that stops these stops honest work.

import { digits, hexadecimal, ibanDigits, letters, lower, luhnDigit, BASE64, type Random } from './chance.ts';

export interface Lookalike {
  readonly id: string;
  readonly make: (random: Random) => string;
}

const uuid = (random: Random): string => [8, 4, 4, 4, 12].map((length) => hexadecimal(random, length)).join('-');

/** A digit that makes the check fail, whatever the right one is. */
const wrong = (right: string): string => String((Number(right) + 1 + 4) % 10);

function failedCard(random: Random): string {
  const number = `4${digits(random, 14)}`;
  return `order number ${number}${wrong(luhnDigit(number))}`;
}

function failedIban(random: Random): string {
  const account = digits(random, 18);
  const right = ibanDigits('DE', account);
  return `reference DE${right === '50' ? '51' : '50'}${account}`;
}

export const LOOKALIKES: readonly Lookalike[] = [
  { id: 'uuid', make: (random) => `request ${uuid(random)}` },
  { id: 'commit', make: (random) => `fixed in commit ${hexadecimal(random, 40)}` },
  { id: 'checksum', make: (random) => `integrity sha512-${letters(random, BASE64, 86)}==` },
  { id: 'not-a-card', make: failedCard },
  { id: 'not-an-iban', make: failedIban },
  { id: 'placeholder', make: (random) => `api key sk_live_${'x'.repeat(24)} (replace in ${lower(random, 5)}.env)` },
  {
    id: 'variable',
    make: (random) => `DATABASE_URL=postgres://\${DB_USER}:\${DB_PASSWORD}@${lower(random, 6)}/orders`,
  },
  { id: 'no-password', make: (random) => `postgres://localhost:5432/${lower(random, 8)}` },
  { id: 'public-key', make: publicKey },
  { id: 'version', make: (random) => `release ${digits(random, 1)}.${digits(random, 2)}.${digits(random, 3)}-rc.1` },
  { id: 'timestamp', make: (random) => `logged at 17${digits(random, 11)} ms` },
  { id: 'prose', make: (random) => `The token bucket refills; the password field of ${lower(random, 6)} is required.` },
  { id: 'image', make: (random) => `data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///${letters(random, BASE64, 24)}` },
  { id: 'part-number', make: (random) => `part 000-${digits(random, 2)}-${digits(random, 4)}` },
];

function publicKey(random: Random): string {
  return `-----BEGIN PUBLIC KEY-----\n${letters(random, BASE64, 64)}\n${letters(random, BASE64, 56)}\n-----END PUBLIC KEY-----`;
}
