// All that passes in an audit, for rules that judge whatever there is: gathers nothing itself, comes after those that do.
//
// A passive audit leaves out the gathering and keeps such rules: they then judge what every client asks.

import type { Artifact } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { firstWords } from './first-words.ts';
import { knownCalls } from './known-calls.ts';
import { metaProbes } from './meta-probes.ts';
import { modest } from './modest.ts';

export const traffic: Artifact<number> = artifact({
  id: 'traffic',
  after: [knownCalls, firstWords, metaProbes, modest] as readonly Artifact<unknown>[],
  read: ({ exchanges }) => exchanges.length,
});
