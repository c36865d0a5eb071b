// One finding for each error code that a rule rejects, with some of its places.

import type { Judged } from '../kernel/check.ts';
import type { ErrorCode } from './error-codes.ts';
import { placeOf } from './messages.ts';

const PLACES = 4;

export function judgeCodes(codes: readonly ErrorCode[], wrong: (code: number) => boolean, want: string): Judged {
  const found = new Map<number, ErrorCode[]>();
  for (const one of codes) if (wrong(one.code)) found.set(one.code, [...(found.get(one.code) ?? []), one]);
  const findings = [...found].map(([code, list]) => ({
    at: list.slice(0, PLACES).map((one) => placeOf(one.found, '/error/code')),
    got: `${code} for ${[...new Set(list.map((one) => one.found.method ?? 'unreadable input'))].join(', ')}`,
    want,
    key: String(code),
  }));
  return { seen: codes.length, findings, note: 'no error was sent' };
}
