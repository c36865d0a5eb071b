// Audits of the good server, in this process: changed as told, in one revision, over one transport.

import { PassThrough } from 'node:stream';
import type { Features, GoodOptions } from '../../fixtures/good/behaviour.ts';
import { combine } from '../../fixtures/faults/on.ts';
import type { Fault } from '../../fixtures/good/fault.ts';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import { serveStreams } from '../../fixtures/good/streams.ts';
import { run } from '../../runner/engine/run.ts';
import type { AuditOptions } from '../../runner/options.ts';
import type { StreamsTarget } from '../../runner/target.ts';
import type { Report } from '../../suites/kernel/report.ts';
import type { Revision, Transport } from '../../suites/kernel/revision.ts';

export interface Circumstances {
  /** Planted in the good server too: what stands around it, rather than what is wrong with it. */
  readonly base?: Fault;
  /** Sent with every request to it over HTTP. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly revisions?: readonly Revision[];
  readonly transports?: readonly Transport[];
  readonly features?: Partial<Features>;
  readonly server?: Omit<GoodOptions, 'fault' | 'features'>;
  readonly options?: AuditOptions;
}

export interface Place {
  readonly name: string;
  readonly revision: Revision;
  readonly transport: Transport;
}

/** One audit of the good server, changed as told, at one place. */
export async function auditGood(
  place: Place,
  changes: readonly (Circumstances & { readonly fault?: Fault })[],
  inside: Parameters<typeof run>[2],
): Promise<Report> {
  const good: GoodOptions = {
    ...changes.reduce<GoodOptions>((all, { server }) => ({ ...all, ...server }), {}),
    features: changes.reduce<Partial<Features>>((all, { features }) => ({ ...all, ...features }), {}),
    fault: combine(
      ...[changes.findLast(({ base }) => base !== undefined)?.base, changes.at(-1)?.fault].filter(
        (one) => one !== undefined,
      ),
    ),
  };
  const options: AuditOptions = changes.reduce<AuditOptions>((all, change) => ({ ...all, ...change.options }), {
    revisions: [place.revision],
    timeoutMs: 2000,
    seed: 1,
  });
  if (place.transport === 'stdio') return run(streamsOf(good), options, inside);
  const served = await serveHttp(createGoodServer(good), { port: 0 });
  try {
    const url = place.transport === 'http-sse' ? served.sseUrl : served.url;
    const headers = changes.findLast((change) => change.headers !== undefined)?.headers;
    return await run({ kind: 'http', url, ...(headers === undefined ? {} : { headers }) }, options, inside);
  } finally {
    await served.close();
  }
}

/** The good server behind streams of this process: each opening is a fresh one, as a process would be. */
export function streamsOf(options: GoodOptions): StreamsTarget {
  return {
    kind: 'streams',
    open() {
      const stdin = new PassThrough();
      const stdout = new PassThrough();
      const stderr = new PassThrough();
      const server = createGoodServer(options);
      const running = serveStreams(server, stdin, stdout, stderr);
      return {
        stdin,
        stdout,
        stderr,
        terminate: () => running.stop(),
        kill: () => {
          stdin.destroy();
          stdout.destroy();
        },
      };
    },
  };
}
