import rule from '../../../../suites/conformance/http/origin-status.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { originAllowed } from '../../../../fixtures/good/http/headers.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'HTTP 400 for a foreign origin': onHttp((answer) => {
      if (answer.status === 403) answer.status = 400;
    }),
    'HTTP 200 with an error': onHttp((answer) => {
      if (answer.status !== 403 || answer.request.method !== 'POST') return;
      answer.status = 200;
      answer.body = JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32000, message: 'Forbidden' } });
    }),
  },
  stillGood: {
    'a page in the body': onHttp((answer) => {
      if (answer.status !== 403) return;
      answer.headers['Content-Type'] = 'text/html';
      answer.body = '<h1>Forbidden</h1>';
    }),
    'notifications refused for other reasons': onHttp((answer, ctx) => {
      if (ctx.body?.includes('notifications/')) answer.status = 400;
    }),
    'no origin is refused': { settings: { originAllowed: () => true } },
    'opaque origins are allowed': {
      settings: { originAllowed: (request) => request.headers.origin === 'null' || originAllowed(request) },
    },
  },
});
