// Drafts a contract from what a server lists: one valid call by schema, each malformed variant, the oversized probe.

import { exampleArguments } from '../artifacts/example-value.ts';
import { nearMisses } from '../generation/near-miss.ts';
import { read, replace } from '../generation/place.ts';
import type { Path } from '../generation/place.ts';
import { forbiddenBy, subjectOf } from '../generation/subject.ts';
import type { Subject } from '../generation/subject.ts';
import { isObject, pointer } from '../kernel/look.ts';
import type { Json, JsonObject } from '../kernel/recording.ts';
import type { Case, Contract, ToolContract } from './format.ts';

/** Malformed calls of one tool at most: one for each thing its schema asks for, the telling ones first. */
const MALFORMED = 12;

/** Characters of the oversized probe. */
const LARGE = 100_000;

const CEILINGS = { maxBytes: 1_048_576, maxTokens: 25_000 };

export function draft(tools: readonly unknown[]): Contract {
  const own: Record<string, ToolContract> = {};
  for (const tool of tools) {
    const subject = subjectOf(tool);
    if (subject !== undefined) own[subject.name] = toolDraft(subject);
  }
  return { format: 'assay-contract/1', ceilings: CEILINGS, tools: own };
}

function toolDraft(subject: Subject): ToolContract {
  const ground = exampleArguments(subject.inputSchema).value;
  const large = oversized(subject, ground);
  return {
    valid: [validDraft(subject, ground)],
    malformed: malformed(subject),
    ...(large === undefined ? {} : { oversized: [large] }),
    errors: [],
  };
}

function validDraft(subject: Subject, ground: JsonObject): Case {
  const invented = Object.keys(ground).length > 0;
  return {
    name: 'ordinary arguments',
    arguments: ground,
    expect:
      subject.output === undefined
        ? { outcome: 'success' }
        : { outcome: 'success', structured: { paths: { $: { exists: true } } } },
    confirm: invented
      ? 'the values were made from the schema: put in some that mean something, and say what must come back'
      : 'say what must come back',
  };
}

function malformed(subject: Subject): readonly Case[] {
  const cases: Case[] = [];
  const causes = new Set<string>();
  for (const near of nearMisses(subject.inputSchema)) {
    if (near.convertible || (near.at === '' && near.keyword === 'type')) continue;
    const cause = forbiddenBy(subject, near.value)?.cause ?? near.name;
    if (causes.has(cause)) continue;
    causes.add(cause);
    cases.push({ name: near.name, arguments: near.value, expect: { outcome: 'refused' } });
    if (cases.length >= MALFORMED) break;
  }
  return cases;
}

/** Far more text than anybody means, where the schema sets no bound: the answer must stay small. */
function oversized(subject: Subject, ground: JsonObject): Case | undefined {
  const place = textPlace(subject, ground);
  if (place === undefined) return undefined;
  return {
    name: `${LARGE} characters in ${pointer(...place)}`,
    arguments: replace(ground, place, 'a'.repeat(LARGE)),
    expect: { outcome: 'any', maxMs: 10_000 },
    confirm: 'say whether this must be refused, and how large the answer may be',
  };
}

function textPlace(subject: Subject, ground: Json, path: Path = []): Path | undefined {
  const here = read(ground, path);
  if (typeof here === 'string')
    return subject.input?.valid(replace(ground, path, 'a'.repeat(LARGE))) === true ? path : undefined;
  if (!isObject(here)) return undefined;
  for (const key of Object.keys(here)) {
    const found = textPlace(subject, ground, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
