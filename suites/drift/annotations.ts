// Tool annotations and execution: what a client grants on the tool's word. Compared by effective value, since absence
// has a meaning (2025-06-18, server/tools, ToolAnnotations: readOnlyHint false, destructiveHint true, idempotentHint
// false, openWorldHint true).

import { isObject, pointer } from '../kernel/look.ts';
import { same } from './canonical.ts';
import type { Change } from './change.ts';
import { wordDiff } from './text/words.ts';
import { judgementWords, judgeWords } from './text/judgement.ts';

/** Default, and which value permits more. */
const HINTS: Readonly<Record<string, { readonly fallback: boolean; readonly wide: boolean }>> = {
  readOnlyHint: { fallback: false, wide: false },
  destructiveHint: { fallback: true, wide: true },
  idempotentHint: { fallback: false, wide: false },
  openWorldHint: { fallback: true, wide: true },
};

export function annotationChanges(name: string, before: unknown, after: unknown): readonly Change[] {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const changes: Change[] = [];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, is] = [old[key], now[key]];
    if (same(was, is)) continue;
    const base = { kind: 'tool' as const, name, pointer: pointer('annotations', key), before: was, after: is };
    const hint = HINTS[key];
    if (key === 'title') changes.push(titleChange(base));
    else if (hint === undefined)
      changes.push({
        ...base,
        class: 'unclassified',
        rule: 'annotation-unknown',
        detail: `"${key}" is no annotation that is known here`,
      });
    else changes.push(hintChange(base, key, hint));
  }
  return changes;
}

type Base = Omit<Change, 'class' | 'rule' | 'detail'>;

function titleChange(base: Base): Change {
  const [old, now] = [String(base.before ?? ''), String(base.after ?? '')];
  const words = wordDiff(old, now);
  const judgement = judgeWords(old, now, words);
  return {
    ...base,
    class: 'wording',
    rule: 'annotation-title-changed',
    detail: `title; ${judgementWords(judgement)}`,
    words,
    judgement,
  };
}

function hintChange(base: Base, key: string, hint: { readonly fallback: boolean; readonly wide: boolean }): Change {
  const effective = (value: unknown): unknown => (value === undefined ? hint.fallback : value);
  const [was, is] = [effective(base.before), effective(base.after)];
  if (same(was, is))
    return {
      ...base,
      class: 'wording',
      rule: 'annotation-spelled-out',
      detail: `${key} is ${String(is)} as before, only said differently`,
    };
  const widened = is === hint.wide;
  return {
    ...base,
    class: 'permissions',
    rule: widened ? 'annotation-widened' : 'annotation-narrowed',
    detail: `${key} ${String(was)} → ${String(is)}: the tool ${widened ? 'may do more than was granted' : 'says it does less'}`,
  };
}

/** How a tool may be run (2025-11-25, tasks): plain calls must stay possible for clients that know no tasks. */
export function executionChanges(name: string, before: unknown, after: unknown): readonly Change[] {
  const support = (value: unknown): string =>
    isObject(value) && typeof value['taskSupport'] === 'string' ? value['taskSupport'] : 'forbidden';
  const [was, is] = [support(before), support(after)];
  const base = { kind: 'tool' as const, name, pointer: '/execution', before, after };
  const rest = (value: unknown): unknown => (isObject(value) ? { ...value, taskSupport: undefined } : {});
  const changes: Change[] = [];
  if (!same(rest(before), rest(after)))
    changes.push({
      ...base,
      class: 'unclassified',
      rule: 'field-unknown',
      detail: 'execution has members whose meaning is not known here',
    });
  if (was === is) {
    if (changes.length === 0)
      changes.push({
        ...base,
        class: 'wording',
        rule: 'execution-spelled-out',
        detail: `taskSupport is ${is} as before`,
      });
    return changes;
  }
  const breaks = is === 'required' || (is === 'forbidden' && was !== 'forbidden');
  const rule = is === 'required' ? 'task-required' : breaks ? 'task-removed' : 'task-optional';
  changes.push({ ...base, class: breaks ? 'breaking' : 'additive', rule, detail: `taskSupport ${was} → ${is}` });
  return changes;
}
