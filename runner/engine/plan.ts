// What a run will do, before anything is sent: pure and printable.

import { inSpan, type Revision, type Transport } from '../../suites/kernel/revision.ts';
import type { Skip, Touch } from '../../suites/kernel/check.ts';
import type { AuditOptions } from '../options.ts';
import type { Rule } from './catalog.ts';

export interface PlannedRule {
  readonly id: string;
  readonly title: string;
  readonly touch: Touch;
  readonly isolation: string;
  readonly probes: boolean;
}

export interface Plan {
  readonly suites: readonly string[];
  readonly rules: readonly PlannedRule[];
  readonly artifacts: readonly string[];
  readonly calls: 'none' | 'readonly' | 'all';
}

/** The rules of a plan by suite, what each touches, and what is gathered for them. */
export function plan(rules: readonly Rule[], options: AuditOptions = {}): Plan {
  const planned = rules.filter(
    ({ check: { touch } }) => touchAllowed(touch, options) && (touch !== 'active' || attacks(options)),
  );
  const artifacts = new Set(planned.flatMap(({ check }) => Object.values(check.needs).map(({ id }) => id)));
  return {
    suites: [...new Set(planned.map(({ suite }) => suite))].sort(),
    rules: planned.map(({ id, check }) => ({
      id,
      title: check.title,
      touch: check.touch,
      isolation: check.isolation ?? 'shared',
      probes: check.probe !== undefined,
    })),
    artifacts: [...artifacts].sort(),
    calls: options.calls ?? 'readonly',
  };
}

/** A passive audit asks nothing of its own; load, and attacks that nobody allowed, are never part of an audit unless named. */
export function touchAllowed(touch: Touch, options: AuditOptions): boolean {
  if (options.probes === false) return touch === 'passive';
  if (touch === 'active') return attacks(options) || options.suites !== undefined || options.rules !== undefined;
  return touch !== 'heavy' || options.suites !== undefined;
}

/** Attacks run only where they were asked for and every tool may be called. */
export const attacks = (options: AuditOptions): boolean => options.active === true && options.calls === 'all';

/** Why a rule is not for this recording, if it is not. */
export function outside(rule: Rule, revision: Revision, transport: Transport): Skip | undefined {
  const { revisions, transports } = rule.check;
  if (!inSpan(revision, revisions)) {
    const span =
      revisions.until === undefined ? `${revisions.since} and later` : `${revisions.since} to ${revisions.until}`;
    return { kind: 'revision', note: `holds in ${span}` };
  }
  if (transports !== undefined && !transports.includes(transport))
    return { kind: 'transport', note: `holds over ${transports.join(', ')}` };
  return undefined;
}
