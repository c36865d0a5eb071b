// Numbers of people that have letters in them: shape and check character are enough to know them.

import { completed, isDay, sum } from './check-digits.ts';
import { pick, text } from './chance.ts';
import type { Detector, Place, Random } from './detector.ts';
import { sticky, whole } from './matching.ts';

const DNI = 'TRWAGMYFPDXBNJZSQVHLCKE';
const HETU = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const dni = (value: string): boolean => {
  const digits = value.replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))).slice(0, -1);
  return DNI[Number(digits.replace('-', '')) % 23] === value.at(-1);
};

const fiscal = (value: string): boolean => {
  let total = 0;
  for (let index = 0; index < 15; index += 1) {
    const char = value[index] ?? '';
    const number = /\d/.test(char) ? Number(char) : LETTERS.indexOf(char);
    total += index % 2 === 0 ? (ODD[number] ?? 0) : number;
  }
  return LETTERS[total % 26] === value[15];
};

const hetu = (value: string): boolean =>
  isDay(value.slice(2, 4), value.slice(0, 2)) &&
  HETU[Number(value.slice(0, 6) + value.slice(7, 10)) % 31] === value[10];

const resident = (value: string): boolean =>
  isDay(value.slice(10, 12), value.slice(12, 14)) &&
  '10X98765432'[sum(value, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === value[17];

const CURP = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
const curp = (value: string): boolean => {
  let total = 0;
  for (let index = 0; index < 17; index += 1) total += CURP.indexOf(value[index] ?? '') * (18 - index);
  return (10 - (total % 10)) % 10 === Number(value[17]);
};

const nric = (value: string): boolean => {
  const offset = /^[TG]/.test(value) ? 4 : 0;
  const rest = (sum(value.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
  return (/^[ST]/.test(value) ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK')[rest] === value[8];
};

interface LetteredId {
  readonly id: string;
  readonly what: string;
  readonly starts: readonly string[];
  readonly pattern: RegExp;
  readonly right: (value: string) => boolean;
  /** Words without which it is not believed. */
  readonly called?: RegExp;
  readonly body: (random: Random) => string;
  readonly endings: string;
  readonly say: string;
}

const pairs = (letters: string): readonly string[] =>
  [...letters].flatMap((one) => [...LETTERS].map((other) => `${one}${other}`));
const digits = (first = '0123456789'): readonly string[] =>
  [...first].flatMap((one) => [...'0123456789'].map((other) => one + other));

const date = (random: Random): string =>
  [1 + random() * 28, 1 + random() * 12, 50 + random() * 49]
    .map((value) => String(Math.floor(value)).padStart(2, '0'))
    .join('');

const IDS: readonly LetteredId[] = [
  {
    id: 'es-dni',
    what: 'a Spanish DNI or NIE',
    starts: [...digits(), ...[...'XYZ'].flatMap((letter) => [...'0123456789'].map((digit) => letter + digit))],
    pattern: /(?:\d{8}|[XYZ]\d{7})-?[A-HJ-NP-TV-Z](?![A-Za-z0-9])/y,
    right: dni,
    called: /\bdni\b|\bnie\b|\bnif\b|identidad|identity|\bid\b/,
    body: (random) => text(random, 'digit', 8),
    endings: DNI,
    say: 'DNI',
  },
  {
    id: 'it-codice-fiscale',
    what: 'an Italian codice fiscale',
    starts: pairs(LETTERS),
    pattern: /[A-Z]{6}\d\d[A-EHLMPRST](?:[0-6]\d|7[01])[A-Z]\d{3}[A-Z](?![A-Za-z0-9])/y,
    right: fiscal,
    body: (random) => `${text(random, 'capitals', 6)}8${text(random, 'digit', 1)}A1${text(random, 'digit', 1)}H501`,
    endings: LETTERS,
    say: 'codice fiscale',
  },
  {
    id: 'fi-hetu',
    what: 'a Finnish personal identity code',
    starts: digits('0123'),
    pattern: /[0-3]\d[01]\d{3}[-+A]\d{3}[0-9A-FHJ-NPR-Y](?![A-Za-z0-9])/y,
    right: hetu,
    body: (random) => `${date(random)}-${text(random, 'digit', 3)}`,
    endings: HETU,
    say: 'henkilötunnus',
  },
  {
    id: 'cn-resident-id',
    what: 'a Chinese resident id',
    starts: digits('123456'),
    pattern: /[1-6]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dX](?![A-Za-z0-9])/y,
    right: resident,
    body: (random) =>
      `1101051990${text(random, 'digit', 0)}0${1 + Math.floor(random() * 9)}1${text(random, 'digit', 4)}`,
    endings: '0123456789X',
    say: 'ID',
  },
  {
    id: 'mx-curp',
    what: 'a Mexican CURP',
    starts: pairs(LETTERS),
    pattern: /[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\d(?![A-Za-z0-9])/y,
    right: curp,
    body: (random) =>
      `GARC8${text(random, 'digit', 1)}0${1 + Math.floor(random() * 9)}1${text(random, 'digit', 1)}HDFRRN0`,
    endings: '0123456789',
    say: 'CURP',
  },
  {
    id: 'sg-nric',
    what: 'a Singaporean NRIC',
    starts: [...'STFG'].flatMap((letter) => [...'0123456789'].map((digit) => letter + digit)),
    pattern: /[STFG]\d{7}[A-Z](?![A-Za-z0-9])/y,
    right: nric,
    called: /\bnric\b|\bfin\b|\bid\b|identity/,
    body: (random) => `${pick(random, 'SF')}${text(random, 'digit', 7)}`,
    endings: LETTERS,
    say: 'NRIC',
  },
  {
    id: 'uk-nino',
    what: 'a British national insurance number',
    starts: pairs('ABCEGHJKLMNOPRSTWXYZ'),
    pattern: /(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d\d){3} ?[A-D](?![A-Za-z0-9])/y,
    right: (value) => !/123456/.test(value.replaceAll(' ', '')),
    called: /national.?insurance|\bnino?\b|\bni\b/,
    body: (random) => `AB${text(random, 'digit', 6)}`,
    endings: 'ABCD',
    say: 'National Insurance',
  },
];

const lettered = ({ id, what, starts, pattern, right, called, body, endings, say }: LetteredId): Detector => ({
  id,
  what,
  category: 'personal',
  severity: 'high',
  weight: 'likely',
  trigger: { starts },
  match: (place: Place) =>
    whole(sticky(pattern, place), ([found]) => right(found) && (called === undefined || called.test(place.called()))),
  samples: (random) => {
    const make = (good: boolean): string => {
      for (;;) {
        const made = completed(body(random), endings, (value) => right(value) === good && (good || id !== 'uk-nino'));
        if (made !== undefined) return made;
        if (!good && id === 'uk-nino') return 'BG123456A';
      }
    };
    return { hits: [`${say}: ${make(true)}`], misses: [`${say}: ${make(false)}`, `${say}: a${make(true)}`] };
  },
});

export const LETTERED_IDS: readonly Detector[] = IDS.map(lettered);
