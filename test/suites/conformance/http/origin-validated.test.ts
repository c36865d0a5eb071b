import rule from '../../../../suites/conformance/http/origin-validated.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { originAllowed } from '../../../../fixtures/good/http/headers.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  transports: ['streamable-http', 'http-sse'],
  faults: {
    'no check': { settings: { originAllowed: () => true } },
    'compared by its beginning': where(
      {
        settings: {
          originAllowed: (request) =>
            originAllowed(request) || (request.headers.origin ?? '').startsWith('http://127.0.0.1'),
        },
      },
      { transports: ['streamable-http'] },
    ),
    'no check of GET': where(
      { settings: { originAllowed: (request) => request.method === 'GET' || originAllowed(request) } },
      { revisions: ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] },
    ),
    'no check of DELETE': where(
      { settings: { originAllowed: (request) => request.method === 'DELETE' || originAllowed(request) } },
      { transports: ['streamable-http'], revisions: ['2025-03-26', '2025-06-18', '2025-11-25'] },
    ),
    'Host is taken for an origin of its own': {
      settings: {
        originAllowed: (request) =>
          originAllowed(request) || request.headers.origin === `http://${request.headers.host}`,
        hostAllowed: () => true,
      },
    },
    'discovery alone is checked': where(
      {
        http: (request, _response, next, ctx) => {
          if (!(ctx.body ?? '').includes('server/discover')) delete request.headers.origin;
          return next();
        },
      },
      { transports: ['streamable-http'], revisions: ['2026-07-28'] },
    ),
    'any origin is invited': where(
      onHttp((answer) => {
        if (answer.request.method !== 'OPTIONS') return;
        answer.status = 204;
        answer.headers['Access-Control-Allow-Origin'] = String(answer.request.headers.origin);
      }),
      { transports: ['streamable-http'], revisions: ['2026-07-28'] },
    ),
  },
  stillGood: {
    'a fixed list in answers to OPTIONS': onHttp((answer) => {
      if (answer.request.method !== 'OPTIONS') return;
      answer.status = 204;
      answer.headers['Access-Control-Allow-Origin'] = 'https://app.example';
    }),
    'HTTP 400 for a foreign origin': onHttp((answer) => {
      if (answer.status === 403) answer.status = 400;
    }),
  },
});
