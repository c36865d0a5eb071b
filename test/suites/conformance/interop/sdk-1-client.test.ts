import { expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import rule from '../../../../suites/conformance/interop/sdk-1-client.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import type { Check } from '../../../../suites/kernel/check.ts';
import { run } from '../../../../runner/engine/run.ts';
import { prove } from '../../../kit/prove.ts';

/** Live alone: what the client told is no part of a recording that is changed afterwards. */
const live = (method: string, change: (result: Loose) => void): Fault => ({ rpc: on(method, change).rpc! });

prove(rule, {
  transports: ['streamable-http'],
  revisions: ['2025-11-25'],
  options: { interop: true, timeoutMs: 8_000 },
  server: { onlyTools: ['add', 'status'] },
  faults: {
    'a tool whose schema is no object schema': live('tools/list', (result) => {
      for (const tool of result.tools) delete tool.inputSchema.type;
    }),
    'a block of a type that nobody knows': live('tools/call', (result) => {
      result.content = [{ type: 'hologram', data: 'x' }];
    }),
  },
});

test('tries it over stdio too, in a process of its own', { timeout: 240_000 }, async () => {
  const main = fileURLToPath(new URL('../../../../fixtures/good/main.ts', import.meta.url));
  const args = ['--import', import.meta.resolve('tsx'), main, 'stdio'];
  const rules = [{ id: 'conformance/interop/sdk-1-client', suite: 'conformance', check: rule as unknown as Check }];
  const report = await run(
    { kind: 'stdio', command: process.execPath, args },
    { revisions: ['2025-11-25'], interop: true, seed: 1 },
    { rules },
  );
  expect(report.results.map(({ outcome, seen }) => [outcome, seen])).toEqual([['pass', 3]]);
});
