// What several rules of this topic say in the same way: things done that should not have been, each once.

import type { Finding, Judged } from '../../kernel/check.ts';
import { at, brief, ending } from '../../kernel/look.ts';
import type { Compared } from './callers.ts';
import type { Doing } from './doing.ts';
import { expected, type Kind, type Thing } from './expected.ts';

/** A client certificate, or a secret in the url: nobody comes without. */
export const INHERENT = 'credentials go with every connection to this target, a stranger’s too';

export const nothing = (note: string): Judged => ({ seen: 0, findings: [], note });

/** `tool query`, `resource notes://1`; a long uri cut. */
export const named = ({ kind, name }: Pick<Thing, 'kind' | 'name'>): string => `${kind} ${brief(name, 80)}`;

/** Built from names alone, the same from run to run. */
export const keyOf = (...parts: readonly string[]): string =>
  parts.filter(Boolean).join(' ').replaceAll(/\s+/gu, ' ').slice(0, 160);

export const servedFinding = (doing: Doing, want: string): Finding => ({
  at: [at(doing.exchange)],
  got: `${doing.caller}: ${named(doing.thing)} was ${doing.step === 'subscribe' ? 'subscribed to' : 'served'}${callOf(doing)}`,
  want,
  key: keyOf(doing.caller, doing.step, doing.thing.name, argumentsKey(doing)),
});

const callOf = ({ step, thing }: Doing): string => (step === 'try' ? ` with ${brief(thing.arguments, 120)}` : '');

const argumentsKey = ({ step, thing }: Doing): string => (step === 'try' ? brief(thing.arguments, 60) : '');

export const refusedText = (doing: Doing): string =>
  `${doing.caller}: ${named(doing.thing)} gave ${ending(doing.exchange)}`;

/** What the configuration denies and was done all the same. */
export function deniedDone(compared: Compared, kind: Kind, argued: boolean): Judged {
  const { facts } = compared;
  if (facts === undefined) return nothing('');
  const judged = compared.doings.filter(
    (doing) =>
      doing.thing.kind === kind &&
      doing.ended !== 'unclear' &&
      (doing.step === 'try') === argued &&
      expected(facts, doing.caller, doing.thing) === 'deny',
  );
  return {
    seen: judged.length,
    findings: judged.filter(({ ended }) => ended === 'served').map((one) => servedFinding(one, 'a refusal')),
    note: `the matrix denies no ${kind} that was tried${argued ? ' with given arguments (deny: with try:)' : ''}: access: in the configuration`,
  };
}
