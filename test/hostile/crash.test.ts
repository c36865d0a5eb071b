// A fault of Assay itself ends in one line, exit code 4, and without a word of the credentials it was given.

import { expect, it } from 'vitest';
import { environmentOf } from '../../runner/wire/child.ts';
import { assay } from '../kit/assay.ts';
import { MAIN } from './assayed.ts';

const SECRET = 'hunter2-very-secret-value';
/** Throws out of an event handler, with a secret in its message, in the middle of a run. */
const BROKEN = `data:text/javascript,setTimeout(()=>{throw new Error('no luck with ${SECRET} today')},1500)`;
const crash = (...more: readonly string[]): ReturnType<typeof assay> =>
  assay(
    ['audit', '--timeout', '20000', ...more, '--env', `TOKEN=${SECRET}`, '--', process.execPath, MAIN, 'never-answers'],
    { env: { NODE_OPTIONS: `--import "${BROKEN.replaceAll(' ', '%20')}"` } },
  );

it.each([[[]], [['--verbose']]])('masks secrets in a crash: %s', async (more: readonly string[]) => {
  const ran = await crash(...more);
  expect(ran.stderr).toContain('internal fault: no luck with ***');
  expect(ran.code).toBe(4);
  expect(ran.stdout + ran.stderr).not.toContain(SECRET);
  if (more.length > 0) expect(ran.stderr).toMatch(/\n {4}at /);
});

it('gives a program a minimal environment', () => {
  process.env['ASSAY_TEST_TOKEN'] = SECRET;
  try {
    const given = environmentOf({ kind: 'stdio', command: 'node', args: [], env: { MINE: '1' } });
    expect(given['MINE']).toBe('1');
    expect(given['PATH']).toBe(process.env['PATH']);
    expect(given).not.toHaveProperty('ASSAY_TEST_TOKEN');
    expect(given).not.toHaveProperty('NODE_OPTIONS');
  } finally {
    delete process.env['ASSAY_TEST_TOKEN'];
  }
});
