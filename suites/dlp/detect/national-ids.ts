// Numbers that states give to people, each with the check digits and dates of its rule. Most are plain runs of digits,
// which order numbers are too: those count only where the text or the member calls them by name, or groups them so.

import { completed, isDay, luhn, mod1110, mod97, sum, verhoeff } from './check-digits.ts';
import { text } from './chance.ts';
import type { Detector, Place, Random, Span } from './detector.ts';

interface NumberId {
  readonly id: string;
  readonly what: string;
  readonly length: number;
  readonly right: (digits: string) => boolean;
  /** Words that name it, in lower case. */
  readonly called: RegExp;
  /** Written so, it is known without a name. */
  readonly shape?: RegExp;
  /** Body of a sample, the last `free` digits to be found. */
  readonly body?: (random: Random) => string;
  readonly free?: 1 | 2;
  readonly show?: (digits: string) => string;
}

const dated = (month: string, day: string): boolean => isDay(month, day);
const pad = (value: number): string => String(value).padStart(2, '0');
const day = (random: Random): string => pad(1 + Math.floor(random() * 28));
const month = (random: Random): string => pad(1 + Math.floor(random() * 12));
const year = (random: Random): string => pad(50 + Math.floor(random() * 49));

const mod11 = (digits: string, weights: readonly number[], last: (rest: number) => number): boolean =>
  last(sum(digits, weights) % 11) === Number(digits.at(weights.length));

const cpf = (digits: string): boolean =>
  !/^(\d)\1+$/.test(digits) &&
  mod11(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2], (rest) => (rest < 2 ? 0 : 11 - rest)) &&
  mod11(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2], (rest) => (rest < 2 ? 0 : 11 - rest));

const NUMBERS: readonly NumberId[] = [
  {
    id: 'us-ssn',
    what: 'a US social security number',
    length: 9,
    right: (digits) =>
      /^(?!000|666|9)\d{3}(?!00)\d\d(?!0000)\d{4}$/.test(digits) &&
      !/^(?:123456789|078051120|219099999|(\d)\1+)$/.test(digits),
    called: /\bssn\b|social.?security|\btin\b|tax.?id/,
    shape: /^\d{3}-\d\d-\d{4}$/,
    body: (random) => `5${text(random, 'digit', 8)}`,
    show: (digits) => digits.replace(/(\d{3})(\d\d)/, '$1-$2-'),
  },
  {
    id: 'ca-sin',
    what: 'a Canadian social insurance number',
    length: 9,
    right: (digits) => /^[1-79]/.test(digits) && luhn(digits),
    called: /\bsin\b|social.?insurance/,
    free: 1,
    body: (random) => `4${text(random, 'digit', 7)}`,
  },
  {
    id: 'uk-nhs',
    what: 'a British NHS number',
    length: 10,
    right: (digits) => mod11(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2], (rest) => (rest === 0 ? 0 : 11 - rest)),
    called: /\bnhs\b/,
    free: 1,
  },
  {
    id: 'de-tax-id',
    what: 'a German tax id',
    length: 11,
    right: (digits) => /^[1-9]/.test(digits) && mod1110(digits),
    called: /steuer|\btin\b|tax.?id|idnr/,
    body: (random) => `6${text(random, 'digit', 9)}`,
    free: 1,
  },
  {
    id: 'fr-nir',
    what: 'a French social security number',
    length: 15,
    right: (digits) =>
      /^[12]\d\d(?:0[1-9]|1[0-2])/.test(digits) && 97 - mod97(digits.slice(0, 13)) === Number(digits.slice(13)),
    called: /\bnir\b|s[ée]curit[ée] sociale|insee|\bssn\b/,
    shape: /^[12] ?\d\d ?\d\d ?\d\d ?\d{3} ?\d{3} ?\d\d$/,
    body: (random) => `1${year(random)}${month(random)}75${text(random, 'digit', 6)}`,
    free: 2,
  },
  {
    id: 'nl-bsn',
    what: 'a Dutch citizen service number',
    length: 9,
    right: (digits) => digits !== '000000000' && sum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
    called: /\bbsn\b|burgerservice|sofi/,
    free: 1,
  },
  {
    id: 'be-national-number',
    what: 'a Belgian national number',
    length: 11,
    right: (digits) =>
      dated(digits.slice(2, 4), digits.slice(4, 6)) &&
      [digits.slice(0, 9), `2${digits.slice(0, 9)}`].some(
        (body) => 97 - (Number(body) % 97) === Number(digits.slice(9)),
      ),
    called: /rijksregister|national.?n|registre national|\bnrn\b|\binsz\b/,
    shape: /^\d\d\.\d\d\.\d\d-\d{3}\.\d\d$/,
    body: (random) => `${year(random)}${month(random)}${day(random)}${text(random, 'digit', 3)}`,
    free: 2,
    show: (digits) => digits.replace(/(..)(..)(..)(...)(..)/, '$1.$2.$3-$4.$5'),
  },
  {
    id: 'pl-pesel',
    what: 'a Polish PESEL',
    length: 11,
    right: (digits) =>
      dated(pad(Number(digits.slice(2, 4)) % 20), digits.slice(4, 6)) &&
      (10 - (sum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(digits[10]),
    called: /pesel/,
    body: (random) => `${year(random)}${month(random)}${day(random)}${text(random, 'digit', 4)}`,
    free: 1,
  },
  {
    id: 'se-personnummer',
    what: 'a Swedish personal number',
    length: 10,
    right: (digits) => dated(digits.slice(2, 4), digits.slice(4, 6)) && luhn(digits),
    called: /personnummer|personal.?n/,
    shape: /^\d{6}-\d{4}$/,
    body: (random) => `${year(random)}${month(random)}${day(random)}${text(random, 'digit', 3)}`,
    free: 1,
    show: (digits) => digits.replace(/(\d{6})/, '$1-'),
  },
  {
    id: 'no-fodselsnummer',
    what: 'a Norwegian national id',
    length: 11,
    right: (digits) =>
      dated(digits.slice(2, 4), digits.slice(0, 2)) &&
      sum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
      sum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    called: /f[øo]dselsn|personnummer|national.?id/,
    body: (random) => `${day(random)}${month(random)}${year(random)}${text(random, 'digit', 3)}`,
    free: 2,
  },
  {
    id: 'pt-nif',
    what: 'a Portuguese tax number',
    length: 9,
    right: (digits) =>
      /^[1235689]/.test(digits) && mod11(digits, [9, 8, 7, 6, 5, 4, 3, 2], (rest) => (rest < 2 ? 0 : 11 - rest)),
    called: /\bnif\b|contribuinte/,
    body: (random) => `2${text(random, 'digit', 7)}`,
    free: 1,
  },
  {
    id: 'br-cpf',
    what: 'a Brazilian CPF',
    length: 11,
    right: cpf,
    called: /\bcpf\b/,
    shape: /^\d{3}\.\d{3}\.\d{3}-\d\d$/,
    free: 2,
    show: (digits) => digits.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4'),
  },
  {
    id: 'in-aadhaar',
    what: 'an Indian Aadhaar number',
    length: 12,
    right: (digits) => /^[2-9]/.test(digits) && verhoeff(digits),
    called: /aadhaar|aadhar|uidai/,
    body: (random) => `6${text(random, 'digit', 10)}`,
    free: 1,
    show: (digits) => digits.replace(/(\d{4})(\d{4})/, '$1 $2 '),
  },
  {
    id: 'za-id',
    what: 'a South African id',
    length: 13,
    right: (digits) => dated(digits.slice(2, 4), digits.slice(4, 6)) && /^.{10}[01]/.test(digits) && luhn(digits),
    called: /\bid\b|identity/,
    body: (random) => `${year(random)}${month(random)}${day(random)}${text(random, 'digit', 4)}08`,
    free: 1,
  },
  {
    id: 'au-tfn',
    what: 'an Australian tax file number',
    length: 9,
    right: (digits) => sum(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && digits !== '000000000',
    called: /\btfn\b|tax.?file/,
    free: 1,
  },
  {
    id: 'tr-kimlik',
    what: 'a Turkish identity number',
    length: 11,
    right: (digits) =>
      /^[1-9]/.test(digits) &&
      ((sum(digits, [7, -1, 7, -1, 7, -1, 7, -1, 7]) % 10) + 10) % 10 === Number(digits[9]) &&
      sum(digits, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 === Number(digits[10]),
    called: /kimlik|\btc\b|tckn/,
    body: (random) => `4${text(random, 'digit', 8)}`,
    free: 2,
  },
  {
    id: 'jp-my-number',
    what: 'a Japanese individual number',
    length: 12,
    right: (digits) =>
      mod11(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], (rest) => (rest < 2 ? 0 : 11 - rest)) && !/^0{6}/.test(digits),
    called: /my.?number|マイナンバー|個人番号/,
    free: 1,
  },
  {
    id: 'kr-rrn',
    what: 'a Korean resident number',
    length: 13,
    right: (digits) =>
      dated(digits.slice(2, 4), digits.slice(4, 6)) &&
      (11 - (sum(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === Number(digits[12]),
    called: /\brrn\b|resident|주민/,
    shape: /^\d{6}-[1-4]\d{6}$/,
    body: (random) => `${year(random)}${month(random)}${day(random)}1${text(random, 'digit', 5)}`,
    free: 1,
    show: (digits) => digits.replace(/(\d{6})/, '$1-'),
  },
  {
    id: 'ch-ahv',
    what: 'a Swiss social security number',
    length: 13,
    right: (digits) => digits.startsWith('756') && sum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
    called: /\bahv\b|\bavs\b|sozialversicherung|\bssn\b/,
    shape: /^756\.\d{4}\.\d{4}\.\d\d$/,
    body: (random) => `756${text(random, 'digit', 9)}`,
    free: 1,
    show: (digits) => digits.replace(/(...)(....)(....)(..)/, '$1.$2.$3.$4'),
  },
];

const ENDINGS = { 0: [''], 1: [...'0123456789'], 2: Array.from({ length: 100 }, (_, value) => pad(value)) };

function sampleOf(one: NumberId, random: Random): string {
  for (;;) {
    const body = one.body?.(random) ?? text(random, 'digit', one.length - (one.free ?? 0));
    for (const ending of ENDINGS[one.free ?? 0]) {
      const made = body + ending;
      if (made.length === one.length && one.right(made) && !made.startsWith('0')) return made;
    }
  }
}

const WORD: Readonly<Record<string, string>> = {
  'za-id': 'identity number',
  'jp-my-number': 'my number',
  'de-tax-id': 'Steuer-ID',
  'uk-nhs': 'NHS number',
  'fr-nir': 'NIR',
};

/** What a text would call it; the samples say it. */
const nameOf = ({ id }: NumberId): string => WORD[id] ?? id.slice(3).replaceAll('-', ' ');

const SAID: Readonly<Record<string, string>> = {
  'no-fodselsnummer': 'fodselsnummer',
  'be-national-number': 'national number',
  'kr-rrn': 'RRN',
};

const numberDetector = (one: NumberId): Detector => ({
  id: one.id,
  what: one.what,
  category: 'personal',
  severity: 'high',
  weight: 'likely',
  trigger: { on: 'number' },
  match: (place: Place): Span | undefined => {
    const { digits, at, end } = place;
    if (digits.length !== one.length || !one.right(digits)) return undefined;
    const shaped = one.shape !== undefined && one.shape.test(place.text.slice(at, end));
    return shaped || one.called.test(place.called()) ? { from: at, to: end } : undefined;
  },
  samples: (random) => {
    const number = sampleOf(one, random);
    const show = one.show ?? ((digits: string) => digits);
    const name = SAID[one.id] ?? nameOf(one);
    const wrong = completed(number.slice(0, -1), '0123456789', (whole) => !one.right(whole)) ?? '0'.repeat(one.length);
    return {
      hits: [`${name}: ${show(number)}`, ...(one.shape === undefined ? [] : [`person ${show(number)}`])],
      misses: [
        `${name}: ${show(wrong)}`,
        `build ${number}9 done`,
        ...(one.shape === undefined ? [`order ${number} shipped`] : []),
      ],
    };
  },
});

export const NUMBER_IDS: readonly Detector[] = NUMBERS.map(numberDetector);
