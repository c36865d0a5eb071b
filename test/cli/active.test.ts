// Attacks are asked for in so many words, and only where every tool may be called.

import { expect, test } from 'vitest';
import { type AuditArgs, configFor, optionsFrom } from '../../cli/audit-options.ts';
import { ruleIds } from '../../runner/engine/catalog.ts';
import { attacks, touchAllowed } from '../../runner/engine/plan.ts';

const options = (argv: AuditArgs) => optionsFrom(argv, configFor({}), ruleIds());

test('--active without --calls all is a usage error', () => {
  expect(() => options({ active: true })).toThrow(/--calls all/);
  expect(() => options({ active: true, calls: 'readonly' })).toThrow(/--calls all/);
  expect(attacks(options({ active: true, calls: 'all' }))).toBe(true);
});

test('--calls all alone attacks nothing', () => {
  expect(attacks(options({ calls: 'all' }))).toBe(false);
  expect(touchAllowed('active', options({ calls: 'all' }))).toBe(false);
});

test('a passive audit attacks nothing, whatever programs ask for', () => {
  expect(touchAllowed('active', { active: true, calls: 'all', probes: false })).toBe(false);
});
