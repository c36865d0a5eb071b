// What looks like a mutant and is none: the text allows it, so nobody may be accused of it.

import { dict, Refusal } from './server.ts';
import type { Mutant } from './mutant.ts';
import { FULL, after, instead } from './mutants/plant.ts';

export interface StillGood extends Mutant {
  /** Where the text allows it, in its own words. */
  readonly because: string;
}

const REFERENCE = /^ref\/(?:prompt|resource)$/;

/** A type is there, and it is none of the two. */
const isUnknown = (params: Parameters<typeof dict>[0]): boolean => {
  const type: unknown = dict(dict(params)['ref'])['type'];
  return typeof type === 'string' && !REFERENCE.test(type);
};

export const stillGood: readonly StillGood[] = [
  {
    id: 'lifecycle.version-echo',
    what: 'the newest, whatever is asked for',
    because:
      'basic/lifecycle#version-negotiation: «Otherwise, the server MUST respond with another protocol version it supports. This SHOULD be the latest version supported by the server.» What a server can do beside the revision that it grants shows nowhere on stdio.',
    plant: after('initialize', (result, _params, { connection }) => {
      connection.version = '2025-11-25';
      result.protocolVersion = '2025-11-25';
    }),
  },
  {
    id: 'completion.inputs-validated',
    what: '-32603 for an unknown type',
    because:
      'server/utilities/completion#error-handling: «Servers SHOULD return standard JSON-RPC errors for common failure cases», and an unknown type of reference is none of those it lists. It is refused, and nothing is served.',
    plant: instead('completion/complete', (right) => (params, work) => {
      if (isUnknown(params)) throw new Refusal(-32603, 'No such type');
      return right(params, work);
    }),
    ...FULL,
  },
  {
    id: 'completion.inputs-validated',
    what: 'an empty list for an unknown type',
    because:
      'server/utilities/completion#security: «Validate all completion inputs» leaves open how the outcome is told; no value is suggested for what is no reference.',
    plant: instead('completion/complete', (right) => (params, work) => {
      if (isUnknown(params)) return { completion: { values: [] } };
      return right(params, work);
    }),
    ...FULL,
  },
];
