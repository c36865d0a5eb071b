// Answers must not change hands: what one caller sent may not come back to another.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { marksIn, markOf, TOGETHER } from '../mix-up.ts';
import { toolOf } from '../../generation/calls.ts';

export default check({
  title: 'Calls made at the same time get their own answers',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'A variable shared between calls gives one user the data of another as soon as two of them call at once.',
  fix: 'Keep what belongs to a call in that call: no module variable, no field of a shared handler.',
  severity: 'critical',
  tags: ['cwe:CWE-362', 'cwe:CWE-488'],
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => {
    const together = views.campaign.all.filter(({ tag }) => tag === TOGETHER);
    const found = new Map<string, Finding>();
    for (const exchange of together) {
      const own = markOf(exchange);
      const marks = marksIn(exchange);
      const foreign = marks.find((text) => text !== own);
      if (foreign === undefined) continue;
      const other = together.find((one) => markOf(one) === foreign);
      const name = toolOf(exchange) ?? '';
      if (other === undefined || found.has(name)) continue;
      const across = other.lane === exchange.lane ? 'another call of its session' : 'a call of another session';
      // A read-only tool keeps nothing; any other may rightly list what it was told before, beside its own.
      const readOnly = views.campaign.subjects.find((subject) => subject.name === name)?.readOnly === true;
      if (!readOnly && own !== undefined && marks.includes(own)) continue;
      found.set(name, {
        at: [at(exchange, 'result'), at(other)],
        got: `${name} answered with the text of ${across}`,
        want: 'the text of this call and of no other',
        key: `${name}.mixed-up`,
      });
    }
    return {
      seen: together.length,
      findings: [...found.values()],
      note: 'no callable tool says back a text it is given',
    };
  },
});
