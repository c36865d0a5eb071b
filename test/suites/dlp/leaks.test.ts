// Planted leaks over category × encoding × channel: found, with values that the seed makes; look-alikes are left; and no
// value stands in any form of the report.

import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formats, render } from '../../../cli/outputs.ts';
import { loadRules, ruleIds, selectIds } from '../../../runner/engine/catalog.ts';
import { judge } from '../../../runner/engine/judge.ts';
import { randomFor } from '../../../runner/engine/random.ts';
import { report } from '../../../runner/engine/report.ts';
import { viewsOf } from '../../../runner/engine/views.ts';
import { maskLeaks } from '../../../runner/dlp/mask-leaks.ts';
import type { Exchange, Frame, Json, Recording } from '../../../suites/kernel/recording.ts';
import { DETECTORS } from '../../../suites/dlp/detect/catalog.ts';
import { scannerOf } from '../../../suites/dlp/detect/scan.ts';
import { leaks } from '../../../suites/dlp/leaks.ts';

const IDS = [
  'aws-access-key-id',
  'github-token',
  'stripe-key',
  'private-key',
  'jwt',
  'url-password',
  'payment-card',
  'iban',
  'br-cpf',
  'email',
  'phone',
];

/** The secret itself, as its detector cuts it out of its sample. */
function valueOf(id: string, seed: number): { readonly shown: string; readonly value: string } {
  const detector = DETECTORS.find((one) => one.id === id);
  if (detector === undefined) throw new Error(id);
  const [shown = ''] = detector.samples(randomFor(seed, id)).hits;
  const [found] = scannerOf([detector])(shown);
  return { shown, value: found?.value ?? '' };
}

const codes = (text: string, each: (code: string) => string): string =>
  [...text].map((char) => each((char.codePointAt(0) ?? 0).toString(16).padStart(2, '0'))).join('');

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => `see ${text} there`,
  base64: (text) => Buffer.from(`key: ${text}`).toString('base64'),
  base64url: (text) => Buffer.from(`key: ${text}`).toString('base64url'),
  'base64 twice': (text) => Buffer.from(Buffer.from(`key: ${text}`).toString('base64')).toString('base64'),
  hex: (text) => Buffer.from(text).toString('hex'),
  url: (text) => codes(text, (code) => `%${code}`),
  gzip: (text) => gzipSync(text).toString('base64'),
  'JSON in text': (text) => JSON.stringify({ log: JSON.stringify({ note: text }) }),
  escapes: (text) => codes(text, (code) => `\\u00${code}`),
};

function png(text: string): string {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', Buffer.alloc(13)),
    chunk('tEXt', Buffer.from(`Comment\0${text}`)),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}

/** What the target answers, by channel. */
const CHANNELS: Readonly<Record<string, (text: string) => readonly [method: string, message: Json]>> = {
  text: (text) => ['tools/call', { result: { content: [{ type: 'text', text }] } }],
  'structured content': (text) => [
    'tools/call',
    { result: { content: [], structuredContent: { rows: [{ note: text }] } } },
  ],
  error: (text) => ['tools/call', { error: { code: -32603, message: text } }],
  resource: (text) => ['resources/read', { result: { contents: [{ uri: 'a://b', text }] } }],
  blob: (text) => [
    'resources/read',
    { result: { contents: [{ uri: 'a://b', blob: Buffer.from(`\0\u0001${text}\0`).toString('base64') }] } },
  ],
  prompt: (text) => ['prompts/get', { result: { messages: [{ role: 'user', content: { type: 'text', text } }] } }],
  description: (text) => [
    'tools/list',
    { result: { tools: [{ name: 'a', description: text, inputSchema: { type: 'object' } }] } },
  ],
  image: (text) => ['tools/call', { result: { content: [{ type: 'image', mimeType: 'image/png', data: png(text) }] } }],
  blocks: (text) => ['tools/call', { result: { content: cut(text).map((part) => ({ type: 'text', text: part })) } }],
  'log message': (text) => ['', { method: 'notifications/message', params: { level: 'info', data: text } }],
  stderr: (text) => ['stderr', text],
};

/** In three parts, none of them cut at a blank. */
function cut(text: string): readonly string[] {
  const third = Math.floor(text.length / 3);
  const places = [third, third * 2].map((at) => {
    while (/[^A-Za-z0-9]/.test(text.slice(at - 1, at + 1)) && at < text.length - 1) at += 1;
    return at;
  });
  return [text.slice(0, places[0]), text.slice(places[0], places[1]), text.slice(places[1])].filter(
    (part) => part !== '',
  );
}

function recordingOf(messages: readonly (readonly [method: string, message: Json])[], seed = 1): Recording {
  const frames: Frame[] = [];
  const exchanges: Exchange[] = [];
  const add = (frame: Omit<Frame, 'seq' | 'at' | 'lane'>): Frame => {
    const made = { seq: frames.length + 1, at: frames.length, lane: 'a', ...frame };
    frames.push(made);
    return made;
  };
  messages.forEach(([method, message], index) => {
    if (method === 'stderr') return void add({ origin: 'target', via: 'stderr', raw: String(message) });
    const json = { jsonrpc: '2.0', ...(method === '' ? {} : { id: index }), ...(message as object) };
    const raw = JSON.stringify(json);
    if (method === '') return void add({ origin: 'target', via: 'stdio', raw, json });
    const request = { jsonrpc: '2.0', id: index, method, params: { name: `tool-${index}`, uri: `a://${index}` } };
    const sent = add({ origin: 'harness', via: 'stdio', raw: JSON.stringify(request), json: request });
    const response = add({ origin: 'target', via: 'stdio', raw, json });
    const outcome = Object.hasOwn(json, 'error') ? 'error' : 'result';
    exchanges.push({
      id: `e${index + 1}`,
      lane: 'a',
      method,
      by: 'test',
      sent,
      received: [response],
      response,
      outcome,
      ms: 1,
    });
  });
  return {
    format: 'assay-recording/1',
    target: { kind: 'stdio', label: 'made' },
    revision: '2025-11-25',
    era: 'initialize',
    transport: 'stdio',
    seed,
    server: {},
    capabilities: { tools: {}, resources: {}, prompts: {} },
    lanes: [],
    frames,
    exchanges,
    measures: {},
    facts: { callable: [], speaks: [], known: [], credentials: false },
  };
}

const rules = await loadRules(selectIds(ruleIds(), ['dlp'], undefined));
const own = rules.filter(({ id }) => !id.startsWith('dlp/gateway/'));

interface Planted {
  readonly name: string;
  readonly id: string;
  readonly value: string;
  readonly message: readonly [string, Json];
}

/** Each category in each encoding in text, and each category over each channel as it is. */
const PLANTED: readonly Planted[] = IDS.flatMap((id, index) => {
  const { shown, value } = valueOf(id, 40 + index);
  const encoded = Object.entries(ENCODINGS).map(
    ([how, encode]) => [`${id}, ${how}`, CHANNELS['text']?.(encode(shown))] as const,
  );
  const carried = Object.entries(CHANNELS)
    .slice(1)
    .map(([channel, carry]) => [`${id}, ${channel}`, carry(shown)] as const);
  return [...encoded, ...carried].flatMap(([name, message]) =>
    message === undefined ? [] : [{ name, id, value, message }],
  );
});

describe('planted leaks', () => {
  const missed: string[] = [];
  for (const { name, id, value, message } of PLANTED) {
    const recording = recordingOf([message]);
    const found = viewsOf(recording)(leaks).leaks;
    const hit = found.some((one) => one.detector.id === id || (one.value === value && value !== ''));
    if (!hit) missed.push(name);
  }

  test(`${PLANTED.length} of them, 95 in 100 found`, () => {
    expect(PLANTED.length).toBeGreaterThan(60);
    const recall = 1 - missed.length / PLANTED.length;
    expect(recall, `missed: ${missed.join('; ')}`).toBeGreaterThanOrEqual(0.95);
  });

  test('no value stands in any form of the report', async () => {
    const recording = recordingOf(PLANTED.map(({ message }) => message));
    const read = viewsOf(recording);
    const verdicts = own.map((rule) => judge(rule, recording, read));
    maskLeaks(own, read, recording, verdicts);
    const made = report({
      target: recording.target,
      startedAt: new Date(0),
      durationMs: 1,
      seed: 1,
      recordings: [recording],
      verdicts,
      faults: [],
      options: {},
    });
    expect(made.summary.fail).toBeGreaterThan(0);
    const values = [...new Set(PLANTED.map(({ value }) => value))].filter((value) => value.length > 7);
    expect(values.length).toBeGreaterThanOrEqual(IDS.length - 1);
    for (const format of formats()) {
      const text = await render(made, format, {});
      const open = values.filter(
        (value) =>
          text.includes(value) ||
          text.includes(JSON.stringify(value).slice(1, -1)) ||
          text.includes(Buffer.from(value).toString('base64')) ||
          text.includes(Buffer.from(value).toString('hex')),
      );
      expect(
        open.map((value) => PLANTED.find((one) => one.value === value)?.name),
        format,
      ).toEqual([]);
    }
  });
});

/** What looks like a secret to a careless eye. */
function benign(random: () => number): string {
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const digits = (length: number): string => Array.from({ length }, () => Math.floor(random() * 10)).join('');
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  const all = [
    () => `commit ${hex(40)}`,
    () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    () => `"integrity": "sha512-${bytes(64).toString('base64')}"`,
    () => `etag "${hex(32)}" at 17${digits(11)}`,
    () => `data:image/png;base64,${bytes(300).toString('base64')}`,
    () => `order ${digits(12)} of ${digits(16)} pieces`,
    () => `2026-11-${10 + Math.floor(random() * 18)}T12:${10 + Math.floor(random() * 49)}:00.${digits(6)}Z`,
    () => `v${digits(1)}.${digits(2)}.${digits(2)} (build ${digits(9)})`,
    () => `lat 4${digits(1)}.${digits(14)}, lon 1${digits(1)}.${digits(14)}`,
    () => `arn:aws:iam::${digits(12)}:role/reader`,
    () => `Set API_KEY=<your-key> and token: \${TOKEN}`,
    () => `cursor ${Buffer.from(`{"offset":${digits(3)}}`).toString('base64')}`,
    () => `npm i @scope/pkg@${digits(1)}.${digits(1)}.0 logo@2x.png git@github.com:a/b.git`,
    () => `sha256:${hex(64)} ${bytes(20).toString('base64url')}`,
    () => `ISBN 978-${digits(1)}-${digits(4)}-${digits(4)}-${digits(1)}`,
  ];
  return (all[Math.floor(random() * all.length)] ?? all[0])?.() ?? '';
}

test('look-alikes are left alone: at most 5 in 1000', () => {
  const random = randomFor(11, 'benign');
  const texts = Array.from({ length: 4000 }, () => benign(random));
  const flagged = texts.filter((text) => {
    const message = CHANNELS['text']?.(text);
    return message !== undefined && viewsOf(recordingOf([message]))(leaks).leaks.length > 0;
  });
  expect(flagged.length / texts.length, flagged.slice(0, 12).join('\n')).toBeLessThanOrEqual(0.005);
});
