// A cursor is the client's to bring back, to whichever replica answers next.

import { check } from '../kernel/check.ts';
import { ending, resultOf } from '../kernel/look.ts';
import { PER_REQUEST } from '../kernel/revision.ts';
import { sorted } from './sides.ts';
import { part, places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'A cursor of one replica gives the same page on any other',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['pagination.stable-cursors'],
  why: 'A client that pages through a list asks a different replica each time; a cursor that only its maker understands ends the list early or with an error.',
  fix: 'Put into the cursor what the next page needs (the last name, not an offset into a list kept in memory), and seal it with a shared key if at all.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const own = new Map(taggedWith(recording, 'cursor/own/').map((exchange) => [part(exchange, 2), exchange]));
    const other = taggedWith(recording, 'cursor/other/').filter(
      (exchange) => resultOf(own.get(part(exchange, 2))) !== undefined,
    );
    const wrong = other.filter((exchange) => page(resultOf(exchange)) !== page(resultOf(own.get(part(exchange, 2)))));
    const [first] = wrong;
    const finding = {
      at: places(wrong),
      got: `${wrong.length} of ${other.length} cursors gave ${first === undefined || resultOf(first) !== undefined ? 'another page' : ending(first)} elsewhere`,
      want: 'the page that its maker gives',
      key: 'cursor',
    };
    return { seen: other.length, findings: wrong.length > 0 ? [finding] : [], note: 'no list has a second page' };
  },
});

/** The names on a page. */
function page(result: Readonly<Record<string, unknown>> | undefined): string {
  const list = result === undefined ? undefined : Object.values(result).find(Array.isArray);
  return sorted(list ?? null);
}
