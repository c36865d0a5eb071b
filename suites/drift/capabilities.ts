// Declared capabilities: what a client may use at all.

import { isObject, pointer } from '../kernel/look.ts';
import { same } from './canonical.ts';
import type { Change } from './change.ts';

/** An object is declared by being there; a flag by being true. */
const isOn = (value: unknown): boolean => isObject(value) || (value !== undefined && value !== false && value !== null);

export function capabilityChanges(
  before: unknown,
  after: unknown,
  path: readonly string[] = ['capabilities'],
): readonly Change[] {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const changes: Change[] = [];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, is] = [old[key], now[key]];
    if (same(was, is)) continue;
    const at = [...path, key];
    const name = at.slice(1).join('.');
    const base = { kind: 'server' as const, name: '', pointer: pointer(...at), before: was, after: is };
    if (isOn(was) && !isOn(is))
      changes.push({ ...base, class: 'breaking', rule: 'capability-removed', detail: `${name} is no longer declared` });
    else if (!isOn(was) && isOn(is))
      changes.push({ ...base, class: 'additive', rule: 'capability-added', detail: `${name} is declared` });
    else if (isObject(was) && isObject(is)) changes.push(...capabilityChanges(was, is, at));
    else if (isOn(was) !== isOn(is) || !(was === undefined || is === undefined))
      changes.push({
        ...base,
        class: 'unclassified',
        rule: 'capability-changed',
        detail: `${name} is declared differently`,
      });
  }
  return changes;
}
