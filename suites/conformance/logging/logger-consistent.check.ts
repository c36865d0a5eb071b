// Logger names that nobody can filter by.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { grouped } from '../../artifacts/grouped.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';

/** Names that differ by case, blanks and signs alone are meant to be one. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_.:/-]+/gu, '');
/** Numbers and ids taken out: many names left that are then the same hold an id of the message. */
const withoutIds = (name: string): string =>
  name.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12,}|\d+/giu, '#');
const MANY = 3;

export default check({
  title: 'Logger names are consistent',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['logging.logger-consistent', 'logging.consistent-logger-names'],
  why: 'Clients group and filter by logger; a name with an id in it, or in two spellings, belongs to no group.',
  fix: 'Name each logger after the part of the server that writes, in one spelling; put ids into data.',
  touch: 'passive',
  capability: 'logging',
  enabledBy: { known: 'emits-log' },
  needs: { notifications, knownCalls },
  judge: (views) => {
    const named = views.notifications
      .of('notifications/message')
      .filter((one) => typeof one.params['logger'] === 'string');
    const names = new Map(named.map((one) => [String(one.params['logger']), one]));
    const findings: Finding[] = [];
    const spelling = grouped(names.keys(), plain);
    for (const [key, all] of spelling)
      if (all.length > 1)
        findings.push({
          at: all.slice(0, 3).flatMap((name) => names.get(name)?.where ?? []),
          got: all
            .slice(0, 4)
            .map((name) => brief(name, 40))
            .join(', '),
          want: 'one spelling',
          key: `spelling ${brief(key, 40)}`,
        });
    const shapes = grouped(names.keys(), withoutIds);
    for (const [shape, all] of shapes)
      if (shape.includes('#') && all.length >= MANY)
        findings.push({
          at: all.slice(0, 3).flatMap((name) => names.get(name)?.where ?? []),
          got: `${all.length} names like ${brief(all[0] ?? '', 40)}`,
          want: 'a name without ids',
          key: `ids ${brief(shape, 40)}`,
        });
    return { seen: named.length, findings, note: 'no log message names its logger' };
  },
});
