import rule from '../../../../suites/conformance/http/protocol-version-invalid.check.ts';
import { answerHttp, onHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the header is ignored': { settings: { checkVersionHeader: false } },
    'HTTP 404 for the wrong version': onHttp((answer) => {
      if (answer.status === 400 && answer.request.headers['mcp-protocol-version'] === '1999-01-01') answer.status = 404;
    }),
    'ignored for GET': {
      http: (request, _response, next) => {
        if (request.method === 'GET') delete request.headers['mcp-protocol-version'];
        return next();
      },
    },
  },
  stillGood: {
    'neither stream nor termination': where({}, { features: { getStream: false, deleteSessions: false } }),
    'GET is routed nowhere': answerHttp((request) => request.method === 'GET', { status: 404 }),
    'no session ids': where({}, { features: { sessions: false } }),
  },
});
