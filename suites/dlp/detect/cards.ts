// Payment cards by issuer range, length and Luhn digit, and bank accounts by country length and MOD 97.

import { pick, text } from './chance.ts';
import { completed, luhn, mod97 } from './check-digits.ts';
import type { Detector, Place, Random, Span } from './detector.ts';
import { sticky } from './matching.ts';

/** Issuer ranges and the lengths they use (ISO/IEC 7812). */
const ISSUERS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16]],
  [/^(?:6011|65|64[4-9])/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^62/, [16, 17, 18, 19]],
];

/** Numbers that payment services publish for trying things out. */
const PUBLISHED =
  /^(?:4242424242424242|4111111111111111|4012888888881881|4000\d{12}|4222222222222|5555555555554444|5105105105105100|2223003122003222|5200828282828210|37828224631000[05]|371449635398431|378734493671000|6011111111111117|6011000990139424|30569309025904|38520000023237|3530111333300000|3566002020360505|6200000000000005)$/;

const issued = (digits: string): boolean =>
  ISSUERS.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits));

const CALLED = /card|visa|master|amex|payment|\bpan\b|credit|debit|ccnum|cc[_ -]?(?:no|num)/;

/** In groups as they are printed, called a card, or a text of its own: other long numbers pass Luhn one time in ten. */
function alone(place: Place): boolean {
  const shown = place.text.slice(place.at, place.end);
  if (/^\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}$/.test(shown) || /^\d{4}([ -])\d{6}\1\d{4,5}$/.test(shown)) return true;
  return CALLED.test(place.called()) || place.text.trim() === shown;
}

const cardIn =
  (published: boolean) =>
  (place: Place): Span | undefined => {
    const { digits } = place;
    if (digits.length < 13 || digits.length > 19 || !issued(digits) || !luhn(digits)) return undefined;
    const shown = place.text.slice(place.at, place.end);
    if (/[^\d -]/.test(shown) || PUBLISHED.test(digits) !== published || /^(\d)\1+$/.test(digits)) return undefined;
    return alone(place) ? { from: place.at, to: place.end } : undefined;
  };

export function sampleCard(random: Random): string {
  const [prefix, length] = pick(random, [
    ['4', 16],
    ['52', 16],
    ['37', 15],
    ['6011', 16],
    ['3530', 16],
  ] as const);
  for (;;) {
    const made = completed(prefix + text(random, 'digit', length - prefix.length - 1), '0123456789', luhn);
    if (made !== undefined && issued(made) && !PUBLISHED.test(made)) return made;
  }
}

const grouped = (digits: string, by: string): string => digits.replace(/\d{4}(?=\d)/g, `$&${by}`);

const card: Detector = {
  id: 'payment-card',
  what: 'the number of a payment card',
  category: 'personal',
  severity: 'high',
  weight: 'likely',
  trigger: { on: 'number' },
  match: cardIn(false),
  samples: (random) => {
    const number = sampleCard(random);
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    return {
      hits: [`card ${number}`, grouped(sampleVisa(random), ' '), grouped(sampleVisa(random), '-')],
      misses: [
        `card ${wrong}`,
        `order ${sampleVisa(random)} shipped`,
        `at 1${text(random, 'digit', 12)}`,
        'card 0000 0000 0000 0000',
      ],
    };
  },
};

function sampleVisa(random: Random): string {
  for (;;) {
    const made = completed(`4${text(random, 'digit', 14)}`, '0123456789', luhn);
    if (made !== undefined && !PUBLISHED.test(made)) return made;
  }
}

const publishedCard: Detector = {
  ...card,
  id: 'published-card',
  what: 'a card number that payment services publish for tests',
  severity: 'low',
  weight: 'hint',
  match: cardIn(true),
  samples: (random) => ({
    hits: [`card 4242${' 4242'.repeat(3)}`],
    misses: [`card ${sampleCard(random)}`],
  }),
};

/** Characters of an IBAN by country (SWIFT registry). */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 ' +
    'LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 MZ25 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 ' +
    'SE24 SI19 SK24 SM27 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const IBAN = /[A-Z]{2}\d\d(?: ?[A-Z0-9]){11,28}/y;

/** In packed form: letters and digits alone. */
const isIban = (packed: string): boolean =>
  packed.length === LENGTHS.get(packed.slice(0, 2)) &&
  mod97(packed.slice(4) + packed.slice(0, 4)) === 1 &&
  !/^[A-Z]{2}\d\d0+$/.test(packed);

/** Where so many characters have been passed, spaces not counted. */
function endOf(text: string, at: number, count: number): number {
  let end = at;
  for (let left = count; left > 0; end += 1) if (text[end] !== ' ') left -= 1;
  return end;
}

const iban: Detector = {
  id: 'iban',
  what: 'the number of a bank account (IBAN)',
  category: 'personal',
  severity: 'high',
  weight: 'likely',
  trigger: { starts: [...LENGTHS.keys()] },
  match: (place) => {
    const found = sticky(IBAN, place);
    if (found === null) return undefined;
    // Words in capitals may follow: the country says how long it is.
    const length = LENGTHS.get(found[0].slice(0, 2));
    if (length === undefined || found[0].replaceAll(' ', '').length < length) return undefined;
    const to = endOf(place.text, place.at, length);
    if (/[A-Za-z0-9]/.test(place.text[to] ?? '')) return undefined;
    return isIban(place.text.slice(place.at, to).replaceAll(' ', '')) ? { from: place.at, to } : undefined;
  },
  samples: (random) => {
    const made = sampleIban(random);
    return {
      hits: [made, grouped4(made), `IBAN: ${sampleIban(random)}`],
      misses: [
        `${made.slice(0, 2)}00${made.slice(4)}`,
        'DE00 0000 0000 0000 0000 00',
        `SE${text(random, 'letters', 22)}`,
      ],
    };
  },
};

const grouped4 = (value: string): string => value.replace(/.{4}(?=.)/g, '$& ');

export function sampleIban(random: Random): string {
  const [country, digits] = pick(random, [
    ['DE', 18],
    ['AT', 16],
    ['BE', 12],
    ['ES', 20],
    ['PT', 21],
    ['PL', 24],
  ] as const);
  const body = text(random, 'digit', digits);
  for (let check = 2; check <= 98; check += 1) {
    const made = `${country}${String(check).padStart(2, '0')}${body}`;
    if (isIban(made)) return made;
  }
  return sampleIban(random);
}

export const ACCOUNTS: readonly Detector[] = [card, publishedCard, iban];
