import rule from '../../../../suites/access/exposure/methods.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** A server that looks at the body and never at the method. */
const takenFor = (method: string): Fault => ({
  http: (request, _response, next) => {
    if (request.method === method) request.method = 'POST';
    return next();
  },
});

const trace: Fault = {
  http: (request, response, next) => {
    if (request.method !== 'TRACE') return next();
    const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
    response.writeHead(200, { 'Content-Type': 'message/http' });
    response.end(`TRACE ${request.url ?? ''} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    return undefined;
  },
};

prove(rule, {
  faults: { 'PUT is POST': takenFor('PUT'), 'PATCH is POST': takenFor('PATCH'), 'TRACE echoes': trace },
  stillGood: {
    'HTTP 200 to TRACE without an echo': answerHttp(({ method }) => method === 'TRACE', { status: 200, body: 'hello' }),
    'HTTP 501 to PUT': answerHttp(({ method }) => method === 'PUT', { status: 501 }),
  },
});
