// The view of messages over a recording made by hand: what counts as one, what it answers, which revision it speaks.

import { describe, expect, it } from 'vitest';
import { messages, placeOf, wordsOf } from '../../../suites/artifacts/messages.ts';
import type { Exchange, Frame, Recording } from '../../../suites/kernel/recording.ts';
import { eraOf, type Revision } from '../../../suites/kernel/revision.ts';
import { resolves } from '../../kit/places.ts';

type Draft = Partial<Frame> & { readonly json?: unknown };

let seq = 0;
const frame = (draft: Draft): Frame => {
  seq += 1;
  const raw = draft.raw ?? JSON.stringify(draft.json ?? '');
  return { seq, at: seq, lane: 'l1', origin: 'target', via: 'stdio', raw, ...draft };
};

interface Said {
  readonly sent: unknown;
  readonly received: readonly Draft[];
  readonly more?: Partial<Exchange>;
}

function recording(revision: Revision, said: readonly Said[], more: Partial<Recording> = {}): Recording {
  const exchanges = said.map(({ sent, received, more: facts }, index): Exchange => {
    const out = frame({ origin: 'harness', json: sent, ...facts?.sent });
    const frames = received.map(frame);
    const response = frames.find(({ json }) => JSON.stringify(json)?.includes('"jsonrpc"'));
    return {
      id: `e${index + 1}`,
      lane: 'l1',
      method: 'tools/list',
      by: 'test',
      received: frames,
      outcome: 'result',
      ms: 1,
      ...(response === undefined ? {} : { response }),
      ...facts,
      sent: out,
    };
  });
  return {
    format: 'assay-recording/1',
    target: { kind: 'stdio', label: 'test' },
    revision,
    era: eraOf(revision),
    transport: 'stdio',
    seed: 1,
    server: {},
    capabilities: {},
    lanes: [{ id: 'l1', purpose: 'main', clientCapabilities: {} }],
    frames: exchanges.flatMap(({ sent, received }) => [sent, ...received]),
    exchanges,
    measures: {},
    facts: { callable: [], speaks: [revision], known: [], credentials: false },
    ...more,
  };
}

const read = (one: Recording) => messages.read(one, () => undefined as never);
const ask = (id: unknown, method = 'tools/list', params?: unknown) => ({
  jsonrpc: '2.0',
  id,
  method,
  ...(params === undefined ? {} : { params }),
});
const answer = (id: unknown, result: unknown = {}) => ({ json: { jsonrpc: '2.0', id, result } });

describe('messages', () => {
  it('says what each message is and what it answers', () => {
    const one = recording('2025-11-25', [
      {
        sent: ask(1),
        received: [{ json: { jsonrpc: '2.0', method: 'notifications/message', params: {} } }, answer(1)],
      },
      { sent: ask('1', 'ping'), received: [answer('1')], more: { method: 'ping' } },
      {
        sent: ask(3),
        received: [
          { json: { jsonrpc: '2.0', id: 3, error: { code: 1, message: '' } } },
          { json: { jsonrpc: '2.0', id: 9, method: 'ping' } },
          { json: 'hello' },
        ],
      },
    ]);
    const kinds = read(one).all.map(({ kind, method }) => `${kind} ${method ?? ''}`);
    expect(kinds).toEqual([
      'notification notifications/message',
      'result tools/list',
      'result ping',
      'error tools/list',
      'request ping',
      'odd ',
    ]);
    for (const found of read(one).all) expect(resolves(one, placeOf(found))).toBe(true);
  });

  it('takes a batch apart and keeps the place of each part', () => {
    const one = recording('2025-03-26', [{ sent: ask(1), received: [{ json: [answer(1).json, answer(2).json] }] }]);
    const { all, batches } = read(one);
    expect(batches).toHaveLength(1);
    expect(all.map(({ path }) => path)).toEqual([[0], [1]]);
    const [, second] = all;
    expect(second === undefined ? '' : placeOf(second, '/result').pointer).toBe('/1/result');
  });

  it('leaves out what is no JSON-RPC: HTTP error bodies, documents, the first event of the old transport', () => {
    const http = { via: 'post' } as const;
    const one = recording('2025-11-25', [
      {
        sent: ask(1),
        received: [{ ...http, json: { detail: 'Unauthorized' } }],
        more: { status: 401, outcome: 'http-refusal' },
      },
      { sent: '', received: [{ ...http, json: { issuer: 'x' } }], more: { method: 'http', status: 200 } },
      {
        sent: '',
        received: [{ via: 'stream', json: '/messages', sse: { event: 'endpoint' } }],
        more: { method: 'GET' },
      },
      {
        sent: ask(2),
        received: [{ ...http, json: { jsonrpc: '2.0', error: { code: -32600, message: 'x' } } }],
        more: { status: 400 },
      },
    ]);
    expect(read(one).all.map(({ kind, refusal }) => [kind, refusal])).toEqual([['error', true]]);
  });

  it('gives an answer without id, over HTTP, to the request it came for', () => {
    const one = recording('2024-11-05', [
      {
        sent: ask(1),
        received: [{ via: 'post', json: { jsonrpc: '2.0', error: { code: 1, message: '' } } }],
        more: { status: 200, response: undefined as never },
      },
    ]);
    expect(read(one).all[0]?.method).toBe('tools/list');
  });

  it('judges an initialize result by the revision it names, and errors to it by none', () => {
    const one = recording('2025-11-25', [
      { sent: ask(1, 'initialize'), received: [answer(1, { protocolVersion: '2024-11-05' })] },
      { sent: ask(2, 'initialize'), received: [{ json: { jsonrpc: '2.0', id: 2, error: { code: 1, message: '' } } }] },
    ]);
    expect(read(one).all.map(({ revision }) => revision)).toEqual(['2024-11-05', undefined]);
  });

  it('judges by 2026-07-28 only what answers a request that names it', () => {
    const named = { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } };
    const one = recording('2026-07-28', [
      { sent: ask(1, 'tools/list', named), received: [answer(1)] },
      { sent: ask(2), received: [answer(2)] },
      { sent: ask(3), received: [{ json: { jsonrpc: '2.0', method: 'notifications/message' } }] },
    ]);
    expect(read(one).all.map(({ revision }) => revision)).toEqual(['2026-07-28', undefined, '2026-07-28']);
  });

  it('expects no more of a server without sessions than it can know', () => {
    const said = [{ sent: ask(1), received: [answer(1)] }];
    const lanes = [{ id: 'l1', purpose: 'main', clientCapabilities: {}, revision: '2024-11-05' }];
    const http = { transport: 'streamable-http' } as const;
    const revisionOf = (one: Recording) => read(one).all[0]?.revision;
    expect(revisionOf(recording('2024-11-05', said, { ...http, lanes }))).toBe('2025-03-26');
    const [lane] = lanes;
    expect(
      revisionOf(
        recording('2024-11-05', said, { ...http, lanes: lane === undefined ? [] : [{ ...lane, sessionId: 's' }] }),
      ),
    ).toBe('2024-11-05');
    expect(revisionOf(recording('2024-11-05', said, { lanes }))).toBe('2024-11-05');
  });
});

describe('words', () => {
  const words = (raw: string, via: Frame['via'] = 'stdio') => {
    const one = recording('2025-11-25', [{ sent: ask(1), received: [{ raw, via, json: { jsonrpc: '2.0', id: 1 } }] }]);
    const [found] = read(one).all;
    return found === undefined ? '' : wordsOf(found);
  };

  it('are the same for two answers that differ in their id alone', () => {
    expect(words('{"result":{"a":1},"jsonrpc":"2.0","id":7}')).toBe(
      words('{"result":{"a":1},"jsonrpc":"2.0","id":812}'),
    );
    expect(words('{"jsonrpc":"2.0","id":7,"result":{}}')).toBe(words('{"jsonrpc":"2.0","id":"x","result":{}}'));
    expect(words('id: 3\ndata: {"result":{},"id":7}\n\n', 'stream')).toBe(
      words('id: 4\ndata: {"result":{},"id":8}\n\n', 'stream'),
    );
  });

  it('differ where anything else does', () => {
    expect(words('{"jsonrpc":"2.0","id":1,"result":{"id":5}}')).not.toBe(
      words('{"jsonrpc":"2.0","id":1,"result":{"id":"x"}}'),
    );
    expect(words('{"jsonrpc":"2.0","result":{"id":5}}')).not.toBe(words('{"jsonrpc":"2.0","result":{"id":6}}'));
    expect(words('{"jsonrpc":"2.0","result":{},"id":null}')).not.toBe(words('{"jsonrpc":"2.0","result":{},"id":5}'));
  });
});
