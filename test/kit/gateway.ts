// A leaky upstream in this process, gateways before it, and runs through them.

import { afterAll } from 'vitest';
import { startGateway, type Policy } from '../../fixtures/gateways/proxy.ts';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createLeakyServer } from '../../fixtures/leaky/server.ts';
import { corpusOf, type Corpus, type Size } from '../../runner/dlp/gateway/corpus.ts';
import { through, type EraTables, type ThroughOptions } from '../../runner/dlp/gateway/run.ts';
import { upstreamOf } from '../../runner/dlp/gateway/upstream.ts';
import type { Report, Result } from '../../suites/kernel/report.ts';

export interface Upstream {
  readonly corpus: Corpus;
  readonly url: string;
}

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const running = new Map<string, Promise<Upstream>>();

/** Started once for a test file; ended with it. */
export function upstream(seed = 7, size: Size = 'quick'): Promise<Upstream> {
  const key = `${seed} ${size}`;
  const known = running.get(key);
  if (known !== undefined) return known;
  const corpus = corpusOf(seed, size);
  const started = serveHttp(createLeakyServer(upstreamOf(corpus))).then(({ url, close }) => {
    closing.push(close);
    return { corpus, url };
  });
  running.set(key, started);
  return started;
}

export interface Through {
  readonly report: Report;
  readonly corpus: Corpus;
  readonly era: (revision?: string) => EraTables;
}

export async function runThrough(
  policy: Policy,
  options: ThroughOptions & { readonly size?: Size; readonly direct?: boolean } = {},
): Promise<Through> {
  const { size, direct, ...rest } = options;
  const { corpus, url } = await upstream(7, size);
  const gateway = await startGateway(url, policy);
  try {
    const straight = direct === true ? { upstream: url } : {};
    const report = await through({ kind: 'http', url: gateway.url }, { pairs: 2, ...straight, ...rest });
    return { report, corpus, era: (revision = '2025-11-25') => eraIn(report, revision) };
  } finally {
    await gateway.close();
  }
}

export function eraIn(report: Report, revision: string): EraTables {
  const { eras } = report.measures['dlp'] as unknown as { readonly eras: Readonly<Record<string, EraTables>> };
  const found = eras[revision];
  if (found === undefined) throw new Error(`nothing was asked in ${revision}: ${JSON.stringify(report.faults)}`);
  return found;
}

export const resultOf = (report: Report, rule: string): Result | undefined =>
  report.results.find((result) => result.rule.id === `dlp/gateway/${rule}`);
