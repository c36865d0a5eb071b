// E-mail addresses and telephone numbers: in honest content too, so worth a look and no more.

import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { pick, text } from './chance.ts';
import type { Detector, Place, Random, Span } from './detector.ts';

/** Domains kept for documentation and tests (RFC 2606, RFC 6761), and addresses that are nobody's. */
const NOBODY =
  /@(?:.*\.)?(?:example\.(?:com|org|net|edu)|example|invalid|test|localhost|local|domain\.com|email\.com|company\.com|yourdomain\.com|acme\.(?:com|org)|users\.noreply\.github\.com)$|^(?:no-?reply|do-?not-?reply|git|user(?:name)?|you|name|foo|someone)@/i;
/** What stands where a domain ends in file names and package versions. */
const FILE_ENDING =
  /\.(?:png|jpe?g|gif|svg|webp|js|mjs|cjs|ts|tsx|jsx|css|scss|json|md|py|go|rs|java|html?|map|lock|tgz|zip)$/i;

const DOMAIN = /@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])/y;

const email: Detector = {
  id: 'email',
  what: 'an e-mail address',
  category: 'personal',
  severity: 'low',
  weight: 'hint',
  trigger: { contains: ['@'] },
  match: ({ text: all, at }) => {
    let from = at;
    while (from > 0 && at - from < 64 && /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]/.test(all[from - 1] ?? '')) from -= 1;
    while (from < at && !/[A-Za-z0-9_]/.test(all[from] ?? '')) from += 1;
    if (from === at || all[at - 1] === '.') return undefined;
    DOMAIN.lastIndex = at;
    const found = DOMAIN.exec(all)?.[0];
    if (found === undefined) return undefined;
    const address = all.slice(from, at) + found;
    // user@host:path is a remote of git or ssh, name:secret@host a part of a url.
    const after = all[at + found.length];
    if (NOBODY.test(address) || FILE_ENDING.test(found) || /[/:]/.test(all.slice(from, at))) return undefined;
    return after === ':' && /[\w/~]/.test(all[at + found.length + 1] ?? '')
      ? undefined
      : { from, to: at + found.length };
  },
  samples: (random) => ({
    hits: [`${sampleEmail(random)}`, `write to <${sampleEmail(random)}>.`],
    misses: [
      'logo@2x.png',
      'git@github.com:owner/repo.git',
      'npm i @scope/pkg@1.2.3',
      'user@example.com',
      'a @ b.c',
      'x@localhost',
    ],
  }),
};

export const sampleEmail = (random: Random): string =>
  `${text(random, 'lower', 6)}.${text(random, 'lower', 7)}@${text(random, 'lower', 7)}${pick(random, ['.com', '.org', '.de', '.co.uk'])}`;

const CALLED = /\b(?:tel|phone|telephone|mobile|cell|fax|call|whatsapp|telefon|handy|sms|mobil)/;

const INTERNATIONAL = /^\+[1-9]/;
const NORTH_AMERICAN = /^\(?[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{4}$/;
/** Numbers kept for fiction. */
const FICTION = /^\+1\d{3}5550[01]\d\d$|^\+44\d{2,5}96\d{4}$/;

function phoneAt(place: Place): Span | undefined {
  const { text: all, at, end, digits } = place;
  if (digits.length > 15) return undefined;
  const from = all[at - 1] === '+' ? at - 1 : all[at - 1] === '(' ? at - 1 : at;
  const start = from > 0 && all[from - 1] === '+' ? from - 1 : from;
  const shown = all.slice(start, end);
  if (!INTERNATIONAL.test(shown.replace('(', '')) && !(NORTH_AMERICAN.test(shown) && CALLED.test(place.called())))
    return undefined;
  const number = parsePhoneNumberFromString(shown, 'US');
  if (number === undefined || !number.isValid() || number.country === undefined || !isSupportedCountry(number.country))
    return undefined;
  return FICTION.test(number.number) ? undefined : { from: start, to: end };
}

const phone: Detector = {
  id: 'phone',
  what: 'a telephone number',
  category: 'personal',
  severity: 'low',
  weight: 'hint',
  trigger: { on: 'number' },
  match: phoneAt,
  samples: (random) => ({
    hits: [samplePhone(random), `phone (212) 4${text(random, 'digit', 2)}-${text(random, 'digit', 4)}`],
    misses: [
      'version 10.20.30.40',
      '2026-11-21 12:30:45',
      '+1 555 0142',
      'id 1732192245123',
      '192.168.100.200',
      '+00000000000',
    ],
  }),
};

export const samplePhone = (random: Random): string =>
  pick(random, [
    `+49 30 ${text(random, 'digit', 0)}2${text(random, 'digit', 7)}`,
    `+44 20 7${text(random, 'digit', 3)} ${text(random, 'digit', 4)}`,
    `+1 212-4${text(random, 'digit', 2)}-${text(random, 'digit', 4)}`,
    `+33 6 1${text(random, 'digit', 1)} ${text(random, 'digit', 2)} ${text(random, 'digit', 2)} ${text(random, 'digit', 2)}`,
  ]);

export const CONTACTS: readonly Detector[] = [email, phone];
