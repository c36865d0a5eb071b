import rule from '../../../../suites/conformance/http/single-endpoint.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'GET is routed nowhere': answerHttp((request) => request.method === 'GET', { status: 404 }),
    'GET is not implemented': answerHttp((request) => request.method === 'GET', { status: 501 }),
  },
  stillGood: {
    'no listening stream': where({}, { features: { getStream: false } }),
    'no old endpoints': where({}, { features: { legacySse: false } }),
    'HTTP 401 for GET': answerHttp((request) => request.method === 'GET', { status: 401 }),
  },
});
