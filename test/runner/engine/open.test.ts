// Finding out what a target speaks must not depend on how many of it run at once.
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../fixtures/good/fault.ts';
import { combine, error, instead, on, onReply } from '../../../fixtures/faults/on.ts';
import { run } from '../../../runner/engine/run.ts';
import type { StreamsConnection } from '../../../runner/target.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import { streamsOf } from '../../kit/good.ts';

it('opens a program that ends the one before it, as some with a fixed port do', async () => {
  const good = streamsOf({ revisions: ['2025-11-25'] });
  let before: StreamsConnection | undefined;
  const open = (): StreamsConnection => {
    before?.kill();
    before = good.open();
    return before;
  };
  const report = await run({ ...good, open }, { seed: 1, timeoutMs: 2000 }, { rules: [] });
  expect(report.runs.map(({ revision }) => revision)).toEqual(['2025-11-25']);
  expect(report.faults).toEqual([]);
});

it('believes a server that names only other versions and refuses this one', async () => {
  const refuse = (method: string) =>
    instead(method, (params, _, next) =>
      (params._meta as object | undefined) === undefined ? next() : error(-32022, 'not supported', { supported: [] }),
    );
  const fault = combine(
    on('server/discover', (result) => {
      result.supportedVersions = ['2025-11-25', '2025-06-18'];
    }),
    ...['tools/list', 'resources/list', 'prompts/list'].map(refuse),
  );
  const report = await run(streamsOf({ fault }), { seed: 1, timeoutMs: 2000 }, { rules: [] });
  expect(report.runs.map(({ revision }) => revision)).toEqual(['2025-11-25']);
});

const failed = (report: Report): readonly string[] =>
  report.results.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule.id);

describe('a server whose answer to initialize no client understands', () => {
  const judged = (fault: Fault) =>
    run(streamsOf({ fault, revisions: ['2025-11-25'] }), { seed: 1, timeoutMs: 500, suites: ['conformance'] });

  it('is judged on it: the id as text', async () => {
    const report = await judged(onReply('*', (reply) => void (reply.id = String(reply.id))));
    expect(failed(report)).toContain('conformance/jsonrpc/response-id-echo');
    expect(report.exitCode).toBe(1);
    expect(report.results.every(({ outcome }) => outcome === 'fail' || outcome === 'skip')).toBe(true);
  });

  it('is judged on it: a message over several lines', async () => {
    const report = await judged({ bytes: (text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n` });
    expect(failed(report)).toContain('conformance/stdio/newline-delimited');
    expect(report.exitCode).toBe(1);
  });

  it('is judged on it: initialize is no method, and lists are served', async () => {
    const report = await judged({
      rpc: (message, next) =>
        message.method === 'initialize'
          ? { jsonrpc: '2.0', id: message.id, ...error(-32601, 'Method not found') }
          : message.method === 'tools/list'
            ? { jsonrpc: '2.0', id: message.id, result: { tools: [] } }
            : next(),
    });
    expect(failed(report)).toEqual(['conformance/lifecycle/base-protocol']);
  });

  it('is judged on it: the id of a discovery as text', async () => {
    const fault = onReply('*', (reply) => void (reply.id = String(reply.id)));
    const report = await run(streamsOf({ fault, revisions: ['2026-07-28'] }), { seed: 1, timeoutMs: 500 });
    expect(failed(report)).toContain('conformance/jsonrpc/response-id-echo');
  });

  it('is judged on it: a discovery over several lines', async () => {
    const fault = { bytes: (text: string) => `${JSON.stringify(JSON.parse(text), null, 2)}\n` };
    const report = await run(streamsOf({ fault, revisions: ['2026-07-28'] }), { seed: 1, timeoutMs: 500 });
    expect(failed(report)).toContain('conformance/stdio/newline-delimited');
    expect(report.exitCode).toBe(1);
  });

  it('cannot be judged where it says nothing of this protocol', async () => {
    const report = await judged({ bytes: () => 'hello\n' });
    expect(report.results).toEqual([]);
    expect(report.exitCode).toBe(3);
  });
});

it('asks for what a target lists under a URI that is none', async () => {
  const fault = on('resources/list', (result) => void (result.resources[0].uri = 'my file.txt'));
  const rules = ['conformance/resources/'];
  const report = await run(streamsOf({ fault, revisions: ['2025-11-25'] }), { seed: 1, timeoutMs: 2000, rules });
  expect(report.faults).toEqual([]);
  expect(failed(report)).toContain('conformance/resources/uri-valid');
});
