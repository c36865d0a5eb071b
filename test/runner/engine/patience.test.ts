// Data made to keep its reader busy: counted out before work begins, and interrupted where counting did not foresee it.
import { EventEmitter, getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { whenAborted } from '../../../runner/aborts.ts';
import type { Rule } from '../../../runner/engine/catalog.ts';
import { judgePatiently } from '../../../runner/engine/judge-patiently.ts';
import { viewsOf } from '../../../runner/engine/views.ts';
import { generatorOf, isGenerator } from '../../../suites/generation/arbitrary.ts';
import { HEAVY, tooHeavy, weightOf } from '../../../suites/generation/pattern-weight.ts';
import { unfoldsTooFar } from '../../../suites/generation/unfolded.ts';
import { validatorOf } from '../../../suites/generation/validator.ts';
import { check } from '../../../suites/kernel/check.ts';
import { OutOfPatience, within } from '../../../suites/kernel/patience.ts';
import type { Recording } from '../../../suites/kernel/recording.ts';
import { ALL } from '../../../suites/kernel/revision.ts';

const rule = (id: string, judge: () => { seen: number; findings: [] }): Rule =>
  ({
    id,
    suite: 'conformance',
    check: check({
      title: 'x',
      level: 'must',
      revisions: ALL,
      requirements: [],
      why: 'x',
      fix: 'x',
      touch: 'passive',
      needs: {},
      judge,
    }),
  }) as unknown as Rule;

const recording = {
  revision: '2025-11-25',
  transport: 'stdio',
  frames: [],
  exchanges: [],
  capabilities: {},
  facts: {},
} as unknown as Recording;

describe('judging', () => {
  it('leaves out a rule that does not end and judges the rest', () => {
    const good = (): { seen: number; findings: [] } => ({ seen: 1, findings: [] });
    const stuck = rule('stuck', () => {
      /^(a+)+$/.test(`${'a'.repeat(60)}b`);
      return { seen: 1, findings: [] };
    });
    const all = [rule('first', good), stuck, rule('last', good)];
    const { verdicts, heldUp } = judgePatiently(all, recording, viewsOf(recording), {}, 1);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['pass', 'skip', 'pass']);
    expect(verdicts[1]?.reason?.kind).toBe('blocked');
    expect(heldUp).toBe(true);
  });

  it('gives back results and throws what is thrown', () => {
    expect(within(1000, () => within(1000, () => 7))).toBe(7);
    expect(() =>
      within(1000, () => {
        throw new TypeError('mine');
      }),
    ).toThrow(TypeError);
    expect(() =>
      within(20, () => {
        for (;;);
      }),
    ).toThrow(OutOfPatience);
  });
});

describe('sizes', () => {
  it('weighs patterns by their counts', () => {
    expect(weightOf('^[a-z]{3}$')).toBe(3);
    expect(weightOf('(ab{3}){10}')).toBe(40);
    expect(tooHeavy('^\\d{4}-\\d{2}-\\d{2}T[^{}]{1,64}$')).toBe(false);
    expect(tooHeavy(`(${'a?'.repeat(100)}){1000}`)).toBe(true);
    expect(tooHeavy('((a{1000}){1000}){1000}')).toBe(true);
    expect(tooHeavy('a'.repeat(HEAVY + 1))).toBe(true);
  });

  it('counts out references', () => {
    const $defs: Record<string, object> = { d0: { type: 'string' } };
    for (let level = 1; level <= 40; level += 1)
      $defs[`d${level}`] = { allOf: [{ $ref: `#/$defs/d${level - 1}` }, { $ref: `#/$defs/d${level - 1}` }] };
    const doubling = { properties: { text: { $ref: '#/$defs/d40' } }, $defs } as never;
    expect(unfoldsTooFar(doubling)).toContain('unfold');
    expect(validatorOf(doubling)).toHaveProperty('unusable');
    expect(isGenerator(generatorOf(doubling))).toBe(false);
    const tree = {
      $defs: { node: { properties: { left: { $ref: '#/$defs/node' }, right: { $ref: '#/$defs/node' } } } },
      anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }],
    } as never;
    expect(unfoldsTooFar(tree)).toBe(undefined);
    expect(validatorOf(tree)).toHaveProperty('valid');
  });

  it('makes no text and no array that a schema wants beyond reason', () => {
    expect(isGenerator(generatorOf({ type: 'string', minLength: 2 ** 40 }))).toBe(false);
    expect(isGenerator(generatorOf({ type: 'string', maxLength: -7 }))).toBe(false);
  });
});

it('listens once a signal, however many wait', () => {
  const controller = new AbortController();
  let called = 0;
  const stops = Array.from({ length: 30 }, () => whenAborted(controller.signal, () => (called += 1)));
  expect(getEventListeners(controller.signal as unknown as EventEmitter, 'abort')).toHaveLength(1);
  stops[0]?.();
  controller.abort();
  expect(called).toBe(29);
  whenAborted(controller.signal, () => (called += 1));
  expect(called).toBe(30);
});
