// Runs the leaky server until it is told to end: the corpus from the runner, the protocol from the fixtures.

import { createLeakyServer } from '../fixtures/leaky/server.ts';
import { serveHttp } from '../fixtures/good/http/serve.ts';
import { serveStreams } from '../fixtures/good/streams.ts';
import { corpusOf, type Size } from '../runner/dlp/gateway/corpus.ts';
import { upstreamOf } from '../runner/dlp/gateway/upstream.ts';
import { CliError } from './exit.ts';

export interface UpstreamOptions {
  readonly seed?: number;
  readonly corpus?: Size;
  readonly port?: number;
  readonly host?: string;
}

export async function serveUpstream({ seed = 1, corpus: size = 'pairs', port, host }: UpstreamOptions): Promise<void> {
  const corpus = corpusOf(seed, size);
  const server = createLeakyServer(upstreamOf(corpus), host === undefined ? {} : { host });
  if (port === undefined) {
    const running = serveStreams(server, process.stdin, process.stdout, process.stderr);
    process.on('SIGTERM', running.stop);
    process.exitCode = await running.ended;
    return;
  }
  const { url, close } = await serveHttp(server, { port }).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      `--port: ${host ?? '127.0.0.1'}:${port} cannot be listened on (${error.code ?? error.message}).`,
    );
  });
  const shown = host === undefined ? url : url.replace('127.0.0.1', host);
  process.stdout.write(`${JSON.stringify({ url: shown, seed, corpus: size, cases: corpus.cases.length })}\n`);
  process.stderr.write(`Put the gateway before it, then: assay dlp --through <url of the gateway> --seed ${seed}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  await close();
}
