// Arguments of prompts: strings by name, required or not.

import { isObject, pointer } from '../kernel/look.ts';
import { same } from './canonical.ts';
import type { Change } from './change.ts';
import { judgementWords, judgeWords } from './text/judgement.ts';
import { wordDiff } from './text/words.ts';

type Argument = Readonly<Record<string, unknown>>;

function byName(list: unknown): ReadonlyMap<string, Argument> {
  const found = new Map<string, Argument>();
  for (const argument of Array.isArray(list) ? (list as readonly unknown[]) : [])
    if (isObject(argument) && typeof argument['name'] === 'string') found.set(argument['name'], argument);
  return found;
}

export function argumentChanges(prompt: string, before: unknown, after: unknown): readonly Change[] {
  const [old, now] = [byName(before), byName(after)];
  const changes: Change[] = [];
  const base = (name: string) => ({ kind: 'prompt' as const, name: prompt, pointer: pointer('arguments', name) });
  for (const [name, argument] of now) {
    const was = old.get(name);
    if (was !== undefined) {
      changes.push(...oneArgument(base(name), name, was, argument));
      continue;
    }
    const required = argument['required'] === true;
    changes.push({
      ...base(name),
      class: required ? 'breaking' : 'additive',
      rule: required ? 'required-argument-added' : 'argument-added',
      detail: `argument "${name}" is new${required ? ' and must be given' : ''}`,
      after: argument,
    });
  }
  for (const [name, argument] of old)
    if (!now.has(name))
      changes.push({
        ...base(name),
        class: 'breaking',
        rule: 'argument-removed',
        detail: `argument "${name}" is gone`,
        before: argument,
      });
  if (changes.length === 0)
    changes.push({
      ...base(''),
      pointer: '/arguments',
      class: 'wording',
      rule: 'arguments-reordered',
      detail: 'arguments are listed differently',
      before,
      after,
    });
  return changes;
}

type Base = Pick<Change, 'kind' | 'name' | 'pointer'>;

function oneArgument(base: Base, name: string, was: Argument, is: Argument): readonly Change[] {
  const changes: Change[] = [];
  const [before, after] = [was['required'] === true, is['required'] === true];
  if (before !== after)
    changes.push({
      ...base,
      class: after ? 'breaking' : 'additive',
      rule: after ? 'argument-became-required' : 'argument-became-optional',
      detail: `argument "${name}" ${after ? 'must be given' : 'may be left out'}`,
      before,
      after,
    });
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (key === 'required' || key === 'name' || same(was[key], is[key])) continue;
    const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
    if ((key !== 'title' && key !== 'description') || !isText(was[key]) || !isText(is[key])) {
      changes.push({
        ...base,
        class: 'unclassified',
        rule: 'field-unknown',
        detail: `"${key}" of argument "${name}" changed`,
        before: was[key],
        after: is[key],
      });
      continue;
    }
    const [old, now] = [String(was[key] ?? ''), String(is[key] ?? '')];
    const words = wordDiff(old, now);
    const judgement = judgeWords(old, now, words);
    changes.push({
      ...base,
      class: 'wording',
      rule: `argument-${key}-changed`,
      detail: `${key} of argument "${name}"; ${judgementWords(judgement)}`,
      before: was[key],
      after: is[key],
      words,
      judgement,
    });
  }
  return changes;
}
