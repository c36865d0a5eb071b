// Completion requests that are wrong in one place each: members left out, references that are none, values that are no text.

import type { JsonObject } from '../kernel/recording.ts';
import type { Completable } from './completions.ts';

export interface OddCompletion {
  readonly name: string;
  readonly params: JsonObject;
  /** A required member is left out, or it is there and makes no sense. */
  readonly kind: 'missing' | 'malformed';
}

const INVENTED: Completable = { ref: { type: 'ref/prompt', name: 'assay__none' }, argument: 'assay', siblings: [] };

/** Built on something that can really be completed, so that only the one mistake is there to be refused. */
export function oddCompletions(known: Completable | undefined): readonly OddCompletion[] {
  const { ref, argument } = known ?? INVENTED;
  const good = { name: argument, value: '' };
  return [
    { kind: 'missing', name: 'no argument', params: { ref } },
    { kind: 'missing', name: 'no argument.name', params: { ref, argument: { value: '' } } },
    { kind: 'missing', name: 'no argument.value', params: { ref, argument: { name: argument } } },
    { kind: 'missing', name: 'no ref', params: { argument: good } },
    {
      kind: 'malformed',
      name: 'ref of an unknown type',
      params: { ref: { ...ref, type: 'ref/other' }, argument: good },
    },
    { kind: 'malformed', name: 'ref null', params: { ref: null, argument: good } },
    {
      kind: 'malformed',
      name: 'an object as the value',
      params: { ref, argument: { name: argument, value: { assay: true } } },
    },
  ];
}

/** Valid requests that are unusual: an answer of any kind will do, as long as one comes. */
export const unusualCompletions = (known: Completable | undefined): readonly OddCompletion[] => {
  const { ref, argument } = known ?? INVENTED;
  return [
    {
      kind: 'malformed',
      name: 'a value of 10 kB',
      params: { ref, argument: { name: argument, value: 'a'.repeat(10_000) } },
    },
    {
      kind: 'malformed',
      name: 'an argument that the prompt does not have',
      params: { ref, argument: { name: 'assayNoSuchArgument', value: '' } },
    },
    {
      kind: 'malformed',
      name: 'a path as the value',
      params: { ref, argument: { name: argument, value: '../../../../etc/passwd' } },
    },
  ];
};
