// logging/setLevel with each level there is, and with some there are not; on the main connection, after all calls.

import { artifact } from '../kernel/check.ts';
import { errorOf, isObject, member, refusedOutside, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { LEVELS } from './log-runs.ts';

export interface SetLevels {
  readonly valid: readonly Exchange[];
  readonly invalid: readonly Exchange[];
}

const BY = 'artifact:set-levels';
const INVALID: Readonly<Record<string, unknown>> = {
  'the level "verbose"': { level: 'verbose' },
  'the level "INFO"': { level: 'INFO' },
  'the level 3': { level: 3 },
  'no level': {},
};

const answered = (exchange: Exchange): boolean =>
  !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined;

export const setLevels = artifact<SetLevels>({
  id: 'set-levels',
  after: [knownCalls],
  declared: (capabilities, { era }) => era === 'initialize' && isObject(member(capabilities, 'logging')),
  gather: async (session) => {
    for (const level of [...LEVELS].toReversed()) await session.request('logging/setLevel', { level }, { tag: level });
    for (const [tag, params] of Object.entries(INVALID))
      await session.request('logging/setLevel', params, { tag, deliberate: tag });
  },
  read: (recording) => {
    const all = recording.exchanges.filter((exchange) => exchange.by === BY && answered(exchange));
    const isValid = (exchange: Exchange): boolean => !Object.hasOwn(INVALID, exchange.tag ?? '');
    return { valid: all.filter(isValid), invalid: all.filter((exchange) => !isValid(exchange)) };
  },
});
