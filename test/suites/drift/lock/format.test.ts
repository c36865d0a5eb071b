// The lock: whole, stable, small in differences, and aware of edits.

import { expect, test } from 'vitest';
import { compareSnapshots } from '../../../../suites/drift/compare.ts';
import { lockServer, lockText, readLock, unlockServer, withServer } from '../../../../suites/drift/lock/format.ts';
import { snapshotOf } from '../../../../suites/drift/snapshot.ts';
import type { Snapshot } from '../../../../suites/drift/snapshot.ts';

const tool = (name: string, description: string): object => ({
  name,
  description,
  inputSchema: { type: 'object', properties: { b: {}, a: {} } },
});

const server = (tools: readonly object[]): Snapshot =>
  snapshotOf(
    '2025-11-25',
    { serverInfo: { name: 's', version: '1.0.0' }, capabilities: { tools: {} }, instructions: 'Be kind.' },
    {
      tool: tools,
      prompt: [{ name: 'p', arguments: [{ name: 'x' }] }],
      resource: [{ uri: 'x:///r', name: 'r', size: 5 }],
      template: [{ uriTemplate: 'x:///{y}', name: 'y' }],
    },
  );

const one = server([tool('b', 'B.'), tool('a', 'A.'), tool('__proto__', 'P.'), tool('a', 'Another A.')]);
const text = lockText(withServer(undefined, 's', lockServer(one)));

test('what is read is what was locked, tools of odd and equal names too', () => {
  const read = readLock(text);
  if ('problem' in read) throw new Error(read.problem);
  const locked = read.lock.servers['s'];
  if (locked === undefined) throw new Error('gone');
  expect(Object.keys(locked.tools)).toEqual(['__proto__', 'a', 'a (2)', 'b']);
  expect(compareSnapshots(unlockServer(locked), one)).toEqual([]);
});

test('the order of a server does not show, nor the order of members', () => {
  const other = server([
    tool('__proto__', 'P.'),
    tool('a', 'A.'),
    { inputSchema: { properties: { a: {}, b: {} }, type: 'object' }, description: 'B.', name: 'b' },
    tool('a', 'Another A.'),
  ]);
  expect(lockText(withServer(undefined, 's', lockServer(other)))).toBe(text);
});

test('one changed sentence changes its own two lines and the digest of the server', () => {
  const other = lockText(
    withServer(
      undefined,
      's',
      lockServer(server([tool('b', 'B!'), tool('a', 'A.'), tool('__proto__', 'P.'), tool('a', 'Another A.')])),
    ),
  );
  const [before, after] = [text.split('\n'), other.split('\n')];
  expect(after).toHaveLength(before.length);
  expect(after.filter((line, index) => line !== before[index])).toHaveLength(3);
});

test('servers stand beside each other, sorted', () => {
  const two = withServer(withServer(undefined, 'z', lockServer(one)), 'a', lockServer(one));
  expect(Object.keys(two.servers)).toEqual(['a', 'z']);
});

test.each([
  ['a value', (lock: string) => lock.replace('"B."', '"C."'), /does not match its digest/],
  [
    'a tool taken out',
    (lock: string) => JSON.stringify(withoutTool(JSON.parse(lock) as never)),
    /digest of the server does not match/,
  ],
])('an edit by hand is noticed: %s', (_, edit, problem) => {
  const read = readLock(edit(text));
  expect('problem' in read ? read.problem : read.damaged['s']).toMatch(problem);
});

function withoutTool(lock: { servers: { s: { tools: Record<string, unknown> } } }): unknown {
  delete lock.servers.s.tools['b'];
  return lock;
}

test.each(['', '{', '[]', '{"format":"assay-lock/9","servers":{}}', '{"format":"assay-lock/1"}'])(
  'no lock: %s',
  (broken) => {
    expect('problem' in readLock(broken)).toBe(true);
  },
);
