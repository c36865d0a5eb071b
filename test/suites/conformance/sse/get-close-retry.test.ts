import rule from '../../../../suites/conformance/sse/get-close-retry.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'listening streams are cut without a word': {
      http: (request, response, next) => {
        if (request.method !== 'GET') return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end('id: g-1\ndata:\n\n');
      },
    },
  },
  stillGood: {
    'cut after a retry time': {
      http: (request, response, next) => {
        if (request.method !== 'GET') return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end('id: g-1\nretry: 500\ndata:\n\n');
      },
    },
    'ended for good': {
      http: (request, response, next) => {
        if (request.method !== 'GET') return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end();
      },
    },
    'no listening stream': where({}, { features: { getStream: false } }),
  },
});
