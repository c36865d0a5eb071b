// Differences of one definition, field by field: schemas by direction, texts by words, annotations by what they permit.

import { pointer } from '../kernel/look.ts';
import { annotationChanges, executionChanges } from './annotations.ts';
import { argumentChanges } from './arguments.ts';
import { same } from './canonical.ts';
import type { Change, Kind } from './change.ts';
import { classifySchemas } from './schema/classify.ts';
import type { ClassifyOptions } from './schema/classify.ts';
import type { Direction } from './schema/effect.ts';
import type { Fields } from './snapshot.ts';
import { judgementWords, judgeWords } from './text/judgement.ts';
import { wordDiff } from './text/words.ts';

export type CompareOptions = ClassifyOptions;

/** Fields of plain text that people or models read. */
const TEXTS = new Set(['title', 'description', 'instructions', 'websiteUrl']);

export function fieldChanges(
  kind: Kind,
  name: string,
  before: Fields,
  after: Fields,
  options: CompareOptions,
): readonly Change[] {
  const changes: Change[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]];
    if (same(old, now)) continue;
    changes.push(...fieldChange({ kind, name, key, old, now }, options));
  }
  return changes;
}

interface Field {
  readonly kind: Kind;
  readonly name: string;
  readonly key: string;
  readonly old: unknown;
  readonly now: unknown;
}

function fieldChange(field: Field, options: CompareOptions): readonly Change[] {
  const { kind, key, old, now } = field;
  const base = { kind, name: field.name, pointer: pointer(key), before: old, after: now };
  if (TEXTS.has(key) && isText(old) && isText(now)) return [textChange(field, pointer(key))];
  if (kind === 'tool' && key === 'inputSchema') return schemaChanges(field, 'input', options);
  if (kind === 'tool' && key === 'outputSchema') {
    if (old === undefined)
      return [{ ...base, class: 'additive', rule: 'output-schema-added', detail: 'results have a schema now' }];
    if (now === undefined)
      return [{ ...base, class: 'breaking', rule: 'output-schema-removed', detail: 'results have no schema any more' }];
    return schemaChanges(field, 'output', options);
  }
  if (kind === 'tool' && key === 'annotations') return annotationChanges(field.name, old, now);
  if (kind === 'tool' && key === 'execution') return executionChanges(field.name, old, now);
  if (kind === 'prompt' && key === 'arguments') return argumentChanges(field.name, old, now);
  if (kind !== 'tool' && key === 'name')
    return [
      {
        ...base,
        class: 'wording',
        rule: 'label-changed',
        detail: `name ${JSON.stringify(old)} → ${JSON.stringify(now)}`,
      },
    ];
  if (key === 'mimeType') return [mimeChange(base)];
  if (key === 'icons')
    return [
      { ...base, class: 'wording', rule: 'icons-changed', detail: 'what people recognise it by looks different' },
    ];
  if (key === 'annotations')
    return [{ ...base, class: 'wording', rule: 'annotations-changed', detail: 'audience or priority changed' }];
  return [
    {
      ...base,
      class: 'unclassified',
      rule: 'field-unknown',
      detail: `"${key}" is no field whose meaning is known here`,
    },
  ];
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

function mimeChange(base: Omit<Change, 'class' | 'rule' | 'detail'>): Change {
  const told = base.before === undefined;
  return {
    ...base,
    class: told ? 'additive' : 'breaking',
    rule: told ? 'mime-type-told' : 'mime-type-changed',
    detail: `mimeType ${JSON.stringify(base.before)} → ${JSON.stringify(base.after)}`,
  };
}

/** A text that came, went or changed, with its words and what they mean. */
function textChange(field: Pick<Field, 'kind' | 'name' | 'key' | 'old' | 'now'>, at: string): Change {
  const [old, now] = [String(field.old ?? ''), String(field.now ?? '')];
  const words = wordDiff(old, now);
  const judgement = judgeWords(old, now, words);
  const how = field.old === undefined ? 'added' : field.now === undefined ? 'removed' : 'changed';
  return {
    kind: field.kind,
    name: field.name,
    pointer: at,
    class: 'wording',
    rule: `${field.key}-${how}`,
    detail: `${field.key} ${how}; ${judgementWords(judgement)}`,
    before: field.old,
    after: field.now,
    words,
    judgement,
  };
}

function schemaChanges(field: Field, direction: Direction, options: CompareOptions): readonly Change[] {
  return classifySchemas(field.old, field.now, direction, options).map((change): Change => {
    const at = `/${field.key}${change.pointer}`;
    const key = change.pointer.split('/').at(-1) ?? '';
    if (
      change.effect === 'text' &&
      (key === 'title' || key === 'description') &&
      isText(change.before) &&
      isText(change.after)
    ) {
      const told = textChange({ kind: field.kind, name: field.name, key, old: change.before, now: change.after }, at);
      return { ...told, rule: `parameter-${change.rule}` };
    }
    return {
      kind: field.kind,
      name: field.name,
      pointer: at,
      class: change.class,
      rule: change.rule,
      detail: `${direction}: ${change.detail}`,
      ...(change.before === undefined ? {} : { before: change.before }),
      ...(change.after === undefined ? {} : { after: change.after }),
      ...(change.witness === undefined ? {} : { witness: change.witness }),
    };
  });
}
