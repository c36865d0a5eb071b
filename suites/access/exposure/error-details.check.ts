// Errors beside the protocol are written by frameworks, and frameworks talk: stack traces, paths, queries.

import { internalsIn } from '../../artifacts/internals.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { newestOnly } from '../newest-only.ts';

const MARK = 'assay-no-such-path';
const BROKEN = '{"jsonrpc":"2.0","id":"assay-broken",';

/** A path of the machine; pages are full of paths of the site, which end as files do. */
const ON_DISK =
  /^(?:[A-Z]:\\|\/(?:usr|home|srv|opt|var|app|apps|root|Users|tmp|mnt|etc|data|workspace|workspaces|work|code|build)\/)/u;

/** Error pages are HTML: line breaks and spaces are written in its way. */
function textOf(exchange: Exchange): string {
  return exchange.received
    .filter(({ via }) => via === 'post' || via === 'stream')
    .map(({ raw }) => raw.slice(0, 100_000))
    .join('\n')
    .replace(/<(script|style)\b[^]*?<\/\1>/giu, ' ')
    .replace(/<br\s*\/?>/giu, '\n')
    .replace(/<[^>]{1,2000}>/gu, ' ')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&#39;|&apos;/gu, "'")
    .replace(/&quot;/gu, '"')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/\\n/gu, '\n');
}

export default check({
  title: 'HTTP errors tell nothing of the inside',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'A stack trace names versions, paths and the shape of the code to whoever sends a broken request.',
  fix: 'Answer errors with a status and one sentence; write the trace to the log (in Express: NODE_ENV=production, or an error handler).',
  tags: ['owasp:MCP07', 'cwe:CWE-209'],
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session) => {
    const broken = (tag: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Exchange> =>
      session.http({ method: 'POST', body, headers, tag, timeout: 3000, deliberate: 'a broken request' });
    const get = (tag: string, path: string): Promise<Exchange> =>
      session.http({ path, anonymous: true, tag, timeout: 3000, deliberate: 'a path of nothing' });
    await broken('broken JSON', BROKEN);
    await broken('unknown charset', '{}', { 'Content-Type': 'application/json; charset=assay-none' });
    await broken('unknown encoding', '{}', { 'Content-Encoding': 'assay-none' });
    await broken('broken gzip', '{}', { 'Content-Encoding': 'gzip' });
    await get('no such path', `/${MARK}`);
    await get('broken escape', '/%');
  },
  judge: (_views, { probe }) => {
    const told = new Set<string>();
    return judgeEach(
      probe.filter(({ status }) => status !== undefined && status >= 400),
      (exchange) => {
        const found = internalsIn(textOf(exchange), [MARK, BROKEN]).find(
          ({ kind, shown }) => kind !== 'source path' || ON_DISK.test(shown),
        );
        if (found === undefined || told.has(found.kind)) return undefined;
        told.add(found.kind);
        return {
          at: [at(exchange)],
          got: `a ${found.kind} (${found.language}) for ${exchange.tag ?? ''}: ${brief(found.shown, 100)}`,
          want: 'a status and a sentence',
          key: found.kind.replaceAll(' ', '-'),
        };
      },
      'no request was refused',
    );
  },
});
