import rule from '../../../../suites/conformance/http/origin-own-accepted.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an origin is demanded': {
      http: (request, response, next, ctx) => {
        const first = ctx.shared.get('seen') !== true;
        ctx.shared.set('seen', true);
        // The very first request opens the recording.
        if (first || request.headers.origin !== undefined) return next();
        response.writeHead(403).end();
      },
    },
    'an origin is demanded of everybody': {
      http: (request, response, next) => {
        if (request.headers.origin !== undefined) return next();
        response.writeHead(403).end();
      },
    },
  },
});
