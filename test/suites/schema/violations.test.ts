// The validator on its own: it never throws, never recurses with the message, and says where and what.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { REVISIONS } from '../../../suites/kernel/revision.ts';
import { wireOf } from '../../../suites/schema/methods.ts';
import { compiler, differ } from '../../../suites/schema/notation.ts';
import { inspect, violations } from '../../../suites/schema/violations.ts';
import { examples } from './examples.ts';
import { changed } from './near-misses.ts';

const fromServer = { from: 'server' } as const;

test.each(REVISIONS)('all shapes of %s compile', (revision) => {
  const wire = wireOf(revision);
  for (const name of Object.keys(wire.shapes)) expect(wire.shape(name).kind).toBe('named');
  const used = [
    ...Object.values(wire.methods.requests).flatMap((side) => Object.values(side).flat()),
    ...Object.values(wire.methods.notifications).flatMap((side) => Object.values(side)),
    ...Object.values(wire.methods.errors),
  ];
  for (const name of used) expect(wire.shape(name.replace('?', '')).kind).toBe('named');
});

describe('notation', () => {
  it('lays differences over members, replaces expressions, removes with null', () => {
    const base = { A: { a: 'string', 'b?': { c: 'string' } }, B: 'A[]', C: 'string' };
    const laid = differ(base, { A: { 'a?': 'integer', 'b?': { 'd?': 'A' } }, B: 'A', C: null, D: 'null' });
    expect(laid).toEqual({ A: { 'a?': 'integer', 'b?': { c: 'string', 'd?': 'A' } }, B: 'A', D: 'null' });
  });

  it.each(['A[', 'string |', '{string', "'a", 'A B', '', '(A'])('refuses the expression %j', (expression) => {
    expect(() => compiler({ A: 'string', X: expression })('X')).toThrow(/cannot read|named/);
  });

  it('refuses shapes that contain themselves, and names that nothing has', () => {
    expect(() => compiler({ A: { 'a?': 'A[]' } })('A')).toThrow(/contains itself/);
    expect(() => compiler({})('A')).toThrow(/no wire shape is named A/);
  });
});

describe('violations', () => {
  const list = (tools: unknown) => ({ jsonrpc: '2.0', id: 1, result: { tools } });
  const listing = { ...fromServer, method: 'tools/list' };

  it('names the place, what was there, what belongs there, and the shapes around', () => {
    const found = violations('2025-11-25', list([{ name: 7, inputSchema: {} }]), listing);
    expect(found).toEqual([
      {
        pointer: '/result/tools/0/name',
        got: 'the number 7',
        want: 'a string',
        keyword: 'type',
        member: 'name',
        within: ['ListToolsResult', 'Tool'],
      },
      {
        pointer: '/result/tools/0/inputSchema',
        got: 'no member "type"',
        want: 'type: "object"',
        keyword: 'required',
        member: 'type',
        within: ['ListToolsResult', 'Tool', 'ToolSchema'],
      },
    ]);
  });

  it('escapes pointers and reads no member from a prototype', () => {
    const message = {
      jsonrpc: '2.0',
      id: 1,
      result: { tools: [{ name: 'a', inputSchema: { type: 'object', properties: { 'a/b~c': 1 } } }] },
    };
    expect(violations('2025-11-25', message, listing)[0]?.pointer).toBe(
      '/result/tools/0/inputSchema/properties/a~1b~0c',
    );
    expect(
      violations('2025-11-25', { jsonrpc: '2.0', id: 1, method: 'constructor', params: 1 }, fromServer),
    ).toHaveLength(1);
    expect(
      violations('2025-11-25', { jsonrpc: '2.0', id: 1, result: {} }, { from: 'server', method: 'toString' }),
    ).toEqual([]);
  });

  it('knows what a revision has, and nothing earlier or later', () => {
    const tool = {
      name: 'a',
      inputSchema: { type: 'object' },
      outputSchema: 7,
      title: 7,
      execution: 7,
      annotations: 7,
    };
    const members = (revision: (typeof REVISIONS)[number]) =>
      violations(
        revision,
        { jsonrpc: '2.0', id: 1, result: { tools: [tool], resultType: 'complete', ttlMs: 0, cacheScope: 'public' } },
        listing,
      )
        .map(({ member }) => member)
        .toSorted();
    expect(members('2024-11-05')).toEqual([]);
    expect(members('2025-03-26')).toEqual(['annotations']);
    expect(members('2025-06-18')).toEqual(['annotations', 'outputSchema', 'title']);
    expect(members('2025-11-25')).toEqual(['annotations', 'execution', 'outputSchema', 'title']);
    expect(members('2026-07-28')).toEqual(['annotations', 'outputSchema', 'title']);
  });

  it('takes a batch in 2025-03-26 alone, and points into it', () => {
    const batch = [
      { jsonrpc: '2.0', id: 1, result: {} },
      { jsonrpc: '2.0', id: null, result: {} },
    ];
    expect(violations('2025-03-26', batch, fromServer).map(({ pointer }) => pointer)).toEqual(['/1/id']);
    for (const revision of REVISIONS.filter((one) => one !== '2025-03-26'))
      expect(violations(revision, batch, fromServer).map(({ keyword }) => keyword)).toEqual(['batch']);
    expect(violations('2025-03-26', [], fromServer).map(({ keyword }) => keyword)).toEqual(['batch']);
  });

  it('reads a result of 2026-07-28 by its resultType', () => {
    const call = { from: 'server', method: 'tools/call' } as const;
    const of = (result: unknown) => violations('2026-07-28', { jsonrpc: '2.0', id: 1, result }, call);
    expect(of({ resultType: 'input_required', requestState: 's' })).toEqual([]);
    expect(of({ resultType: 'complete', requestState: 's' })).toHaveLength(1);
    expect(of({ resultType: 'task' }).map(({ member }) => member)).toContain('taskId');
    expect(of({ resultType: 'com.example/stream' })).toEqual([]);
    expect(of({ content: [] }).map(({ member }) => member)).toEqual(['resultType']);
  });

  it('costs no more for deep values, and stops at some hundred violations', () => {
    let deep: unknown = {};
    for (let depth = 0; depth < 200_000; depth += 1) deep = { deep };
    expect(violations('2025-11-25', deep, fromServer).length).toBeGreaterThan(0);
    expect(violations('2025-11-25', list([{ name: 'a', inputSchema: deep, _meta: deep }]), listing)).toHaveLength(1);
    const many = Array.from({ length: 20_000 }, () => ({}));
    expect(violations('2025-11-25', list(many), listing).length).toBeLessThan(1_000);
  });

  it('never throws', () => {
    const revisions = fc.constantFrom(...REVISIONS);
    const methods = fc.constantFrom(
      ...examples('2026-07-28').map(({ context }) => context.method ?? 'none'),
      '__proto__',
    );
    const member = fc.constantFrom('jsonrpc', 'id', 'method', 'params', 'result', 'error', 'tools', 'content', '_meta');
    const message = fc.oneof(fc.anything(), fc.dictionary(member, fc.anything({ maxDepth: 4 })));
    fc.assert(
      fc.property(revisions, methods, message, fc.constantFrom('server', 'client'), (revision, method, value, from) => {
        const found = violations(revision, value, { from: from as 'server', method });
        for (const { pointer, want } of found) expect([typeof pointer, typeof want]).toEqual(['string', 'string']);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('visits the values of named shapes once, and only those of the option that fits', () => {
    const content = [
      { type: 'text', text: 'x' },
      { type: 'resource', resource: { uri: 'a:b', blob: '' } },
    ];
    const { visits } = inspect(
      '2025-11-25',
      { jsonrpc: '2.0', id: 1, result: { content } },
      { from: 'server', method: 'tools/call' },
    );
    const names = visits.map(({ shape, pointer }) => `${shape} ${pointer}`);
    expect(names).toContain('TextContent /result/content/0');
    expect(names).toContain('BlobResourceContents /result/content/1/resource');
    expect(names).not.toContain('TextResourceContents /result/content/1/resource');
    expect(new Set(names).size).toBe(names.length);
  });

  it('points at what is there', () => {
    for (const { message, context } of examples('2025-11-25')) {
      const broken = changed(message, ['jsonrpc'], 7);
      const [first] = violations('2025-11-25', broken, context);
      expect(first?.pointer).toBe('/jsonrpc');
    }
  });
});
