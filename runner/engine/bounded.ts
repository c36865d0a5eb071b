// Texts of a report are cut to a length somebody reads: a name of ten megabytes would be in every finding about it.
//
// Masked before they are cut, or else the half of a secret would be left.

import { createHash } from 'node:crypto';
import type { Finding, Skip, Where } from '../../suites/kernel/check.ts';
import { mask } from './mask.ts';

const TEXT = 2_000;
const KEY = 300;
const PLACES = 50;

export function boundedText(text: string, most = TEXT): string {
  if (text.length <= most) return text;
  const masked = mask(text);
  return masked.length <= most ? masked : `${masked.slice(0, most)}… ${masked.length - most} characters more`;
}

/** Still told apart from others that begin alike. */
export function boundedKey(key: string): string {
  if (key.length <= KEY) return key;
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${mask(key).slice(0, KEY - 10)}…${digest}`;
}

export const boundedPlaces = (at: Finding['at']): readonly Where[] =>
  at
    .slice(0, PLACES)
    .map((where) => (where.pointer === undefined ? where : { ...where, pointer: boundedText(where.pointer) }));

export const boundedReason = (reason: Skip): Skip => ({ ...reason, note: boundedText(reason.note) });
