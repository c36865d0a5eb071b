// Log messages.

import { Refusal } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import { log } from '../shape.ts';
import {
  mutant,
  FULL,
  FULL_HTTP,
  after,
  instead,
  defines,
  says,
  onceReady,
  both,
  notice,
  undeclared,
} from './plant.ts';
import { text, chatty } from './tricks.ts';

/** Formats of credentials are what the dlp suite looks for, in a plain audit beside the others. */
const LEAKS = { options: { suites: ['conformance', 'dlp'] }, toldBy: /^dlp\/credentials\// } as const;

export const logging: readonly Mutant[] = [
  mutant(
    'logging.capability-declared',
    'not declared',
    onceReady((connection) => connection.say(notice('notifications/message', { level: 'info', data: 'started' }))),
  ),
  mutant('logging.capability-declared', 'not declared', undeclared('logging'), FULL_HTTP),
  mutant(
    'logging.set-level-empty-result',
    'the level back',
    after('logging/setLevel', (_result, { level }) => ({ level })),
    FULL,
  ),
  mutant(
    'logging.all-levels-accepted',
    'four alone',
    instead('logging/setLevel', (right) => (params, work) => {
      if (!['debug', 'info', 'warning', 'error'].includes(params['level'])) throw new Refusal(-32602, 'level');
      return right(params, work);
    }),
    FULL,
  ),
  mutant(
    'logging.level-filter',
    'ignored',
    instead('logging/setLevel', (right) => async (params, work) => {
      await right(params, work);
      work.connection.level = 'debug';
      return {};
    }),
    FULL,
  ),
  mutant(
    'logging.level-filter',
    'ignored',
    instead('logging/setLevel', (right) => async (params, work) => {
      await right(params, work);
      work.connection.level = 'debug';
      return {};
    }),
    FULL_HTTP,
  ),
  mutant(
    'logging.invalid-level-32602',
    'any text',
    instead('logging/setLevel', () => () => ({})),
    FULL,
  ),
  mutant(
    'logging.rate-limited',
    'each turn of a loop',
    chatty((_args, work) => {
      for (let n = 0; n < 500; n += 1) work.notify('notifications/message', { level: 'debug', data: `turn ${n}` });
    }),
    FULL,
  ),
  mutant(
    'logging.data-context',
    'null',
    says('notifications/message', (params) => void (params.data = null)),
    FULL,
  ),
  mutant(
    'logging.logger-consistent',
    'an id in the name',
    says('notifications/message', (params) => void (params.logger = `shop-${Math.random()}`)),
    FULL,
  ),
  mutant(
    'logging.logger-consistent',
    'a request id in the name',
    chatty((_args, work) =>
      work.notify('notifications/message', {
        level: 'info',
        logger: `shop-${String(work.id)}`,
        data: 'looked up a thing',
      }),
    ),
    FULL,
  ),
  mutant(
    'logging.no-credentials',
    'headers of the request',
    chatty((_args, work) =>
      log(work, 'error', {
        headers: {
          authorization:
            'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
        },
      }),
    ),
    { ...FULL, ...LEAKS },
  ),
  mutant(
    'logging.no-pii',
    'all arguments',
    both(
      defines('wait', (one) => {
        one['inputSchema'].properties.email = { type: 'string', description: 'Email address of the customer' };
      }),
      (server) => {
        server.calls['wait'] = (args, work) => {
          work.notify('notifications/message', { level: 'info', data: { called: 'wait', args } });
          return text('ok');
        };
      },
    ),
    FULL,
  ),
  mutant(
    'logging.no-internals',
    'a stack trace',
    chatty((_args, work) =>
      log(
        work,
        'error',
        'TypeError: x is undefined\n    at call (/srv/shop/server.js:12:7)\n    at run (/srv/shop/index.js:3:1)',
      ),
    ),
    FULL,
  ),
  mutant(
    'logging.sensitive-removed',
    'nothing is redacted',
    chatty((_args, work) =>
      log(work, 'error', { password: 'hunter2-Correct-Horse', api_key: 'sk_live_51H8xY2eZvKYlo2C8Nz9qW3rT' }),
    ),
    { ...FULL, ...LEAKS },
  ),
];
