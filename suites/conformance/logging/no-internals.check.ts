// What helps an attacker: where the server lives, what it is made of, how it fails.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';

const SIGNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'a stack trace',
    /\n\s+at \S+ \(?[^\n]*:\d+:\d+\)?|Traceback \(most recent call last\)|\n\s+at [\w.$]+\([\w]+\.java:\d+\)|goroutine \d+ \[/u,
  ],
  [
    'a path of the server',
    /(?:^|[\s"'(=])\/(?:home|root|var\/(?:lib|www)|usr\/(?:src|lib|local)|opt|etc)\/[\w.-]+\/[\w./-]+|[A-Z]:\\\\?(?:Users|Program Files|Windows)\\/u,
  ],
  ['a connection string', /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqp):\/\/[^\s"']*@/iu],
  [
    'a private address',
    /\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b|\b[\w-]+\.(?:internal|local|corp|lan)\b/u,
  ],
  ['SQL', /\bSELECT\b[^;]{1,200}\bFROM\b[^;]{1,200}\bWHERE\b|\bINSERT INTO\b[^;]{1,200}\bVALUES\b/u],
];

const texts = (value: unknown, depth = 0): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null && depth < 6
      ? Object.values(value)
          .map((one) => texts(one, depth + 1))
          .join('\n ')
      : '';

export default check({
  title: 'Log messages give away no internals',
  // Heuristics, for review.
  level: 'advice',
  revisions: { since: '2024-11-05' },
  requirements: ['logging.no-internals', 'logging.no-internal-details'],
  why: 'Paths, stack traces, host names and queries tell an attacker what to aim at.',
  fix: 'Log what happened in words; keep stack traces and paths on stderr.',
  touch: 'passive',
  needs: { notifications, knownCalls },
  judge: (views) => {
    const sent = views.notifications.of('notifications/message');
    const findings = new Map<string, Finding>();
    for (const one of sent) {
      const text = texts(one.params['data']);
      for (const [what, pattern] of SIGNS) {
        const found = pattern.exec(text)?.[0];
        if (found !== undefined && !findings.has(what))
          findings.set(what, {
            at: [one.where],
            got: `${what}: ${brief(found.trim(), 100)}`,
            want: 'no internals in log messages',
            key: what,
          });
      }
    }
    return { seen: sent.length, findings: [...findings.values()], note: views.knownCalls.missing('emits-log').note };
  },
});
