// Nothing here listens for others: the recording is moved to where others reach it.

import { expect, test } from 'vitest';
import rule from '../../../../suites/access/exposure/open-to-all.check.ts';
import { prove } from '../../../kit/prove.ts';
import { GUARDED } from '../../conformance/guarded.ts';
import { asPublic, listeningOn, outcomeOf, recorded } from '../elsewhere.ts';

prove(rule, { transports: ['streamable-http', 'http-sse'], faults: {}, neverPasses: 'the good server is on loopback' });

test('warns of an open server that others reach', async () => {
  const open = await recorded(rule);
  expect(outcomeOf(rule, asPublic(open))).toBe('warn');
  expect(outcomeOf(rule, asPublic(open, 'http://10.0.0.7:3000'))).toBe('warn');
  expect(outcomeOf(rule, asPublic(open, 'http://[2001:db8::7]:3000'))).toBe('warn');
  expect(outcomeOf(rule, listeningOn(open, ['0.0.0.0']))).toBe('warn');
  expect(outcomeOf(rule, listeningOn(open, ['127.0.0.1', '192.168.1.4']))).toBe('warn');
});

test('leaves a server on loopback alone', async () => {
  const open = await recorded(rule);
  expect(outcomeOf(rule, listeningOn(open, ['127.0.0.1', '::1', '::ffff:127.0.0.1']))).toBe('skip');
  expect(outcomeOf(rule, asPublic(open, 'http://localhost:3000'))).toBe('skip');
  expect(outcomeOf(rule, asPublic(open, 'http://[::1]:3000'))).toBe('skip');
});

test('passes a public server that asks for a token', async () => {
  expect(outcomeOf(rule, asPublic(await recorded(rule, {}, GUARDED)))).toBe('pass');
});

test('leaves a server alone whose url is the credential, or whose callers show a certificate', async () => {
  const open = asPublic(await recorded(rule));
  expect(outcomeOf(rule, { ...open, facts: { ...open.facts, inherent: true } })).toBe('skip');
});
