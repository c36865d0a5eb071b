// All detectors, in the order in which they are told of.

import { ASSIGNMENTS } from './assignments.ts';
import { ACCOUNTS } from './cards.ts';
import { CONTACTS } from './contacts.ts';
import type { Detector } from './detector.ts';
import { FIXED_WORDS } from './fixed-words.ts';
import { INTERNALS } from './internals.ts';
import { KEYS } from './keys.ts';
import { LETTERED_IDS } from './lettered-ids.ts';
import { NAMES } from './names.ts';
import { NUMBER_IDS } from './national-ids.ts';
import { scannerOf } from './scan.ts';
import { TOKENS } from './tokens.ts';

export const DETECTORS: readonly Detector[] = [
  ...TOKENS,
  ...KEYS,
  ...FIXED_WORDS,
  ...ASSIGNMENTS,
  ...ACCOUNTS,
  ...NUMBER_IDS,
  ...LETTERED_IDS,
  ...CONTACTS,
  ...INTERNALS,
];

/** Beside those above, where names of people were asked for. */
export const ON_REQUEST: readonly Detector[] = NAMES;

export const scanAll = scannerOf(DETECTORS);
export const scanNames = scannerOf(ON_REQUEST);
