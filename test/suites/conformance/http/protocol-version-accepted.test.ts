import rule from '../../../../suites/conformance/http/protocol-version-accepted.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the newest version alone': answerHttp(
      (request) => request.method === 'POST' && request.headers['mcp-protocol-version'] === '2025-06-18',
      { status: 400 },
    ),
    'one spelling alone': {
      http: (request, response, next) => {
        const name = request.rawHeaders.find((each) => each.toLowerCase() === 'mcp-protocol-version');
        if (name === undefined || name === 'MCP-Protocol-Version') return next();
        response.writeHead(400).end();
      },
    },
  },
});
