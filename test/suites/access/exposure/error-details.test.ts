import rule from '../../../../suites/access/exposure/error-details.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

const TRACE = [
  'SyntaxError: Unexpected end of JSON input',
  '    at parse (/srv/app/node_modules/body-parser/lib/types/json.js:92:19)',
  '    at invokeCallback (/srv/app/node_modules/raw-body/index.js:238:16)',
];
const html = (lines: readonly string[]): string =>
  `<!DOCTYPE html><pre>${lines.join('<br>').replaceAll('    ', ' &nbsp; &nbsp;')}</pre>`;

/** What a framework writes when the body does not parse. */
const forBroken = (body: string, status = 400): Fault => ({
  http: (_request, response, next, ctx) => {
    if (ctx.body !== '{"jsonrpc":"2.0","id":"assay-broken",') return next();
    response.writeHead(status, { 'Content-Type': 'text/html' });
    response.end(body);
    return undefined;
  },
});

const forPath = (path: string, status: number, body: string): Fault =>
  answerHttp(({ url }) => url === path, { status, headers: { 'Content-Type': 'application/json' }, body });

prove(rule, {
  transports: ['streamable-http'],
  faults: {
    'a stack trace in HTML': forBroken(html(TRACE)),
    'a stack trace in JSON': forPath('/assay-no-such-path', 500, JSON.stringify({ error: TRACE.join('\n') })),
    'a trace of Python': forPath('/%', 400, 'Traceback (most recent call last):\n  File "/app/server.py", line 3'),
    'the path of a file': forPath('/assay-no-such-path', 404, '{"error":"ENOENT /srv/www/app/static/pages/index.js"}'),
    'a query': forBroken('SQLSTATE[42000]: syntax error', 500),
  },
  stillGood: {
    'a page with scripts': forPath(
      '/assay-no-such-path',
      404,
      '<script src="/_next/static/chunks/main.js"></script><script>self.x=["/_next/static/app/page.js"]</script>Not found: /docs/api/v1/start.js',
    ),
    'one sentence': forBroken('<p>The body is no JSON: unexpected end at position 37.</p>'),
    'the path that was asked for': forPath('/assay-no-such-path', 404, '{"error":"Cannot GET /assay-no-such-path"}'),
    'an identifier for the log': forBroken('{"error":"internal","id":"9f86d081-884c-7d65"}', 500),
  },
});
