import rule from '../../../../suites/conformance/sessions/header-case.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'one spelling alone': {
      http: (request, response, next) => {
        const name = request.rawHeaders.find((each) => each.toLowerCase() === 'mcp-session-id');
        if (name === undefined || name === 'Mcp-Session-Id') return next();
        response.writeHead(400).end();
      },
    },
  },
});
