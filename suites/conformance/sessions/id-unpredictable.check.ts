// Ids that can be guessed from one another are as good as none. Only what is plainly weak is reported.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';
import { httpSessions, type IssuedId } from '../../artifacts/http-sessions.ts';

/** Random parts shorter than this can be tried out: 16 hexadecimal digits are 64 bits. */
const SHORTEST = 16;
const ENOUGH = 6;

const commonPrefix = (one: string, two: string): number => {
  let length = 0;
  while (length < one.length && length < two.length && one[length] === two[length]) length += 1;
  return length;
};

/** Neighbours count up: the same beginning, then a number that grows by little each time. */
function countsUp(ids: readonly string[]): boolean {
  const prefix = ids.slice(1).reduce((length, id) => Math.min(length, commonPrefix(ids[0] ?? '', id)), Infinity);
  const tails = ids.map((id) => id.slice(Math.max(0, Math.min(prefix, id.length - 1))).replace(/[^0-9a-f]+$/i, ''));
  for (const radix of [10, 16]) {
    const digits = radix === 10 ? /^\d+$/ : /^[0-9a-f]+$/i;
    if (!tails.every((tail) => digits.test(tail) && tail.length <= 13)) continue;
    const numbers = tails.map((tail) => Number.parseInt(tail, radix));
    const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
    if (steps.every((step) => step > 0) && numbers.length >= ENOUGH) return true;
  }
  return false;
}

/** How many characters differ from id to id, over those of equal length. */
function varyingPlaces(ids: readonly string[]): number {
  const length = Math.min(...ids.map((id) => id.length));
  let varying = 0;
  for (let place = 0; place < length; place += 1) if (new Set(ids.map((id) => id[place])).size > 1) varying += 1;
  return varying;
}

function weakness(issued: readonly IssuedId[]): Omit<Finding, 'at'> | undefined {
  const ids = issued.map(({ id }) => id);
  const sample = brief(ids.slice(0, 3).join(', '), 120);
  if (countsUp(ids)) return { got: `ids that count up: ${sample}`, want: 'ids without order', key: 'counter' };
  if (ids.some((id) => id.length < SHORTEST))
    return {
      got: `an id of ${Math.min(...ids.map((id) => id.length))} characters`,
      want: `${SHORTEST} at least`,
      key: 'short',
    };
  const varying = varyingPlaces(ids);
  if (varying < 10)
    return { got: `ids that differ in ${varying} places: ${sample}`, want: 'random ids', key: 'uniform' };
  return undefined;
}

export default check({
  title: 'Session ids cannot be guessed from one another',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.id-unpredictable'],
  why: 'Whoever guesses a session id reads and writes in that session.',
  fix: 'Use a cryptographically strong random value, such as crypto.randomUUID().',
  severity: 'high',
  touch: 'probing',
  needs: { httpSessions },
  judge: ({ httpSessions: { ids } }) => {
    const distinct = [...new Map(ids.map((each) => [each.id, each])).values()];
    // Parallel openings arrive in any order; those of one asker came one after the other.
    const inOrder = distinct.filter(({ exchange }) => exchange.tag === 'open');
    if (inOrder.length < ENOUGH) return { seen: 0, findings: [], note: 'too few session ids to compare' };
    const weak = weakness(inOrder);
    return {
      seen: inOrder.length,
      findings: weak === undefined ? [] : [{ ...weak, at: inOrder.slice(0, 3).map(({ exchange }) => at(exchange)) }],
    };
  },
});
