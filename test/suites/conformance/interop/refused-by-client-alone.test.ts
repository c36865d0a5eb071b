// What the wire rules accept and only a real client refuses is found, by each of the SDKs, and by nothing else.
import { expect, test } from 'vitest';
import { on } from '../../../../fixtures/faults/on.ts';
import { serveHttp } from '../../../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../../../fixtures/good/server.ts';
import { run } from '../../../../runner/engine/run.ts';

/** ISO 8601 to the day, as the text allows; the schemas of both SDKs want a time of day too. */
const toTheDay = on('tools/call', (result) => {
  for (const block of result.content) block.annotations = { lastModified: '2025-01-12' };
});

test('a date without a time of day', { timeout: 240_000 }, async () => {
  const served = await serveHttp(createGoodServer({ onlyTools: ['add', 'status'], fault: toTheDay }), { port: 0 });
  try {
    const report = await run(
      { kind: 'http', url: served.url },
      {
        rules: ['conformance/interop/', 'conformance/schema/', 'conformance/tools/'],
        revisions: ['2025-11-25', '2026-07-28'],
        interop: true,
        seed: 1,
        timeoutMs: 20_000,
      },
    );
    const found = report.results.filter(({ outcome }) => !['pass', 'skip'].includes(outcome));
    expect(found.map(({ rule, revision, outcome }) => `${outcome} ${rule.id} ${revision}`).sort()).toEqual([
      'warn conformance/interop/sdk-1-client 2025-11-25',
      'warn conformance/interop/sdk-2-client 2025-11-25',
      'warn conformance/interop/sdk-2-client 2026-07-28',
    ]);
    expect(report.exitCode).toBe(0);
  } finally {
    await served.close();
  }
});
