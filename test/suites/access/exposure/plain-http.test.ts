// Only loopback is ever contacted: the recording is moved to other addresses.

import { expect, test } from 'vitest';
import rule from '../../../../suites/access/exposure/plain-http.check.ts';
import { prove } from '../../../kit/prove.ts';
import { asPublic, outcomeOf, recorded } from '../elsewhere.ts';

prove(rule, { transports: ['streamable-http'], faults: {}, neverPasses: 'the good server is on loopback' });

test.each([
  ['http://mcp.example.com', 'warn'],
  ['http://mcp.example.com:8080', 'warn'],
  ['http://203.0.113.7', 'warn'],
  ['http://[2001:db8::7]:3000', 'warn'],
  ['https://mcp.example.com', 'pass'],
  ['http://127.0.0.1:3000', 'skip'],
  ['http://10.1.2.3:3000', 'skip'],
  ['http://notes:3000', 'skip'],
  ['http://notes.default.svc.cluster.local', 'skip'],
  ['http://printer.local', 'skip'],
])('%s: %s', async (origin, outcome) => {
  expect(outcomeOf(rule, asPublic(await recorded(rule), origin))).toBe(outcome);
});
