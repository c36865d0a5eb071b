import rule from '../../../../suites/conformance/logging/no-internals.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const data = (text: unknown) =>
  onSent('notifications/message', (message) => {
    message.params.data = text;
  });

prove(rule, {
  ...calls,
  faults: {
    'a stack trace': data(
      'TypeError: x is not a function\n    at run (/srv/app/index.js:10:5)\n    at main (/srv/app/main.js:3:1)',
    ),
    'a path': data({ event: 'open', file: '/home/service/app/config.json' }),
    'a connection string': data('connecting to postgres://app:pw@db:5432/app'),
    'a private address': data({ upstream: 'http://10.0.3.7:8080' }),
    SQL: data('SELECT * FROM users WHERE id = 1'),
  },
  stillGood: {
    'what happened, in words': data({ event: 'query', took: 12, url: 'https://example.com/etc/items' }),
  },
});
