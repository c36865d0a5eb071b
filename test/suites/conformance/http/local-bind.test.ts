// The fault would be a listener that others can reach, which no test opens: the measure is changed in its place.

import { expect, test } from 'vitest';
import rule from '../../../../suites/conformance/http/local-bind.check.ts';
import { judge } from '../../../../runner/engine/judge.ts';
import { viewsOf } from '../../../../runner/engine/views.ts';
import { addressesIn } from '../../../../runner/wire/listening.ts';
import type { Check } from '../../../../suites/kernel/check.ts';
import type { Recording } from '../../../../suites/kernel/recording.ts';
import { auditGood } from '../../../kit/good.ts';
import { prove } from '../../../kit/prove.ts';

const place = { name: 'streamable-http', revision: '2025-11-25', transport: 'streamable-http' } as const;

async function listensOn(addresses: readonly string[] | undefined): Promise<string> {
  let recording: Recording | undefined;
  const rules = [{ id: 'conformance/proof/rule', suite: 'conformance', check: rule as unknown as Check }];
  await auditGood(place, [], { rules, inspect: ([first]) => (recording = first) });
  if (recording === undefined) throw new Error('no recording');
  const measures: Recording['measures'] = addresses === undefined ? {} : { 'http.listening': addresses };
  const changed = { ...recording, measures };
  return judge(
    { id: 'conformance/proof/rule', suite: 'conformance', check: rule as unknown as Check },
    changed,
    viewsOf(changed),
  ).outcome;
}

prove(rule, { faults: {} });

test('warns of a listener on all interfaces', async () => {
  expect(await listensOn(['0.0.0.0'])).toBe('warn');
  expect(await listensOn(['127.0.0.1', '::'])).toBe('warn');
  expect(await listensOn(['192.168.1.4'])).toBe('warn');
});

test('accepts loopback, and skips where nobody can look', async () => {
  expect(await listensOn(['127.0.0.1', '::1', '::ffff:127.0.0.1'])).toBe('pass');
  expect(await listensOn(undefined)).toBe('skip');
});

test('reads the socket table', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue',
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000',
    '   1: 00000000:0BB8 00000000:0000 0A 00000000:00000000',
    '   2: 0100007F:1F90 0100007F:C001 01 00000000:00000000',
  ].join('\n');
  const table6 = [
    '  sl  local_address                         remote_address                        st',
    '   0: 00000000000000000000000000000000:0BB8 00000000000000000000000000000000:0000 0A',
    '   1: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A',
    '   2: 0000000000000000FFFF00000100007F:1F90 00000000000000000000000000000000:0000 0A',
  ].join('\n');
  expect(addressesIn(table, 8080)).toEqual(['127.0.0.1']);
  expect(addressesIn(table, 3000)).toEqual(['0.0.0.0']);
  expect(addressesIn(table6, 3000)).toEqual(['::']);
  expect(addressesIn(table6, 8080)).toEqual(['::1', '::ffff:127.0.0.1']);
});
