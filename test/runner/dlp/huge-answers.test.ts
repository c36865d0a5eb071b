// A leak in the middle of an answer that is too large to keep is seen while it passes, in every framing.

import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { sifting } from '../../../runner/dlp/sifting.ts';
import { run } from '../../../runner/engine/run.ts';
import type { CarrierHost } from '../../../runner/wire/carrier.ts';
import { HttpAnswer } from '../../../runner/wire/http-answer.ts';
import { Recorder } from '../../../runner/wire/recorder.ts';
import type { Frame } from '../../../suites/kernel/recording.ts';
import { overStreams } from '../../good-shapes/mounts.ts';
import type { Shape } from '../../good-shapes/peer.ts';
import { toolMethods } from '../../good-shapes/parts.ts';

// Made here, so that no scanner finds it in the source; each its own, since what was found is masked in the whole process.
const tokenOf = (letters: string): string => `ghp_${`${letters}1B2c3D4`.repeat(5).slice(0, 36)}`;
const BEFORE = 'row of a table, '.repeat(1_100_000);
const AFTER = 'and so on. '.repeat(10_000);

const huge = (secret: string): Shape => ({
  revisions: ['2025-06-18'],
  info: { name: 'huge', version: '1.0.0' },
  capabilities: { tools: {} },
  methods: toolMethods([
    {
      definition: { name: 'dump', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } },
      run: () => ({ content: [{ type: 'text', text: `${BEFORE}${secret} ${AFTER}` }] }),
    },
  ]),
});

async function found(secret: string): Promise<{ readonly got: string; readonly text: string }> {
  const options = { suites: ['dlp'], rules: ['dlp/credentials/exposed'], seed: 3, timeoutMs: 20_000 };
  const report = await run(overStreams(huge(secret)), options);
  const got = report.results.flatMap(({ findings }) => findings.map((finding) => finding.got));
  return { got: got.join('\n'), text: JSON.stringify(report) };
}

describe('a token after 17 MB of an answer', () => {
  test('over stdio', async () => {
    const token = tokenOf('a');
    const { got, text } = await found(token);
    expect(got).toMatch(/a GitHub token .* in the answer of tool dump/);
    expect(text.includes(token)).toBe(false);
  });

  test('nothing is said of an answer without one', async () => {
    expect((await found('nothing')).got).toBe('');
  });

  test.each([
    ['application/json', '{"jsonrpc":"2.0","id":1,"result":{"text":"', '"}}'],
    ['text/event-stream', 'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{"text":"', '"}}\n\n'],
  ])('over HTTP as %s', (type, head, tail) => {
    const token = tokenOf('e');
    const { frames, tooMuch } = heard(type, `${head}${BEFORE}${token} ${AFTER}${tail}`, true);
    expect(tooMuch).toBe(false);
    const kept = frames.flatMap(({ raw, extracts }) => [raw, ...(extracts ?? []).map(({ text }) => text)]);
    expect(kept.some((text) => text.includes(token))).toBe(true);
  });

  test('nobody reads on where nobody looks for leaks', () => {
    const { frames, tooMuch } = heard('application/json', `{"text":"${BEFORE}${AFTER}"}`, false);
    expect(tooMuch).toBe(true);
    expect(frames.at(-1)?.cut).toBeGreaterThan(0);
  });
});

function heard(type: string, body: string, looking: boolean): { readonly frames: readonly Frame[]; tooMuch: boolean } {
  const recorder = new Recorder('r', { frame: 0, exchange: 0, ...(looking ? { sift: sifting(3) } : {}) }, 0);
  const frames: Frame[] = [];
  const host = { id: 'l', recorder, arrived: (frame: Frame) => void frames.push(frame) } as unknown as CarrierHost;
  const sent = recorder.frame({ lane: 'l', origin: 'harness', via: 'post', bytes: '{}' });
  const owner = recorder.open({ lane: 'l', method: 'tools/call', by: 'test', sent });
  let tooMuch = false;
  const answer = new HttpAnswer(host, owner, { over: () => undefined, tooMuch: () => (tooMuch = true) });
  const response = { statusCode: 200, rawHeaders: ['Content-Type', type], headers: { 'content-type': type } };
  answer.head(response as unknown as IncomingMessage);
  const bytes = Buffer.from(body);
  for (let from = 0; from < bytes.length; from += 65_536) answer.chunk(bytes.subarray(from, from + 65_536));
  answer.end();
  return { frames, tooMuch };
}
