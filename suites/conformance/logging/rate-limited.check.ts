// More log messages than anybody can read.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import type { Notified } from '../../artifacts/notifications.ts';
import { grouped } from '../../artifacts/grouped.ts';
import { check } from '../../kernel/check.ts';
import { busiest } from '../../artifacts/rates.ts';

const LIMIT = 200;

export default check({
  title: 'Log messages come at a bearable rate',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['logging.rate-limited'],
  why: 'Each message is sent, parsed, kept and shown; thousands a second slow down the client and hide what matters.',
  fix: 'Limit or collect messages; 200 in a second are flagged here, as the specification names no figure.',
  touch: 'passive',
  needs: { notifications, knownCalls },
  judge: (views) => {
    const sent = views.notifications.of('notifications/message');
    const lanes = grouped(sent, (one: Notified) => one.lane);
    const findings = [...lanes].flatMap(([, all]) => {
      const [count, first] = busiest(all);
      if (count <= LIMIT || first === undefined) return [];
      return [
        { at: [first.where], got: `${count} log messages within a second`, want: `at most ${LIMIT}`, key: 'rate' },
      ];
    });
    return { seen: sent.length, findings: findings.slice(0, 1), note: views.knownCalls.missing('emits-log').note };
  },
});
