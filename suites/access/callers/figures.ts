// The access matrix as figures: what each caller was shown and could do, thing by thing, and how that fits what is expected.

import type { Json, Recording } from '../../kernel/recording.ts';
import { listedBy, doingOf, type Doing } from './doing.ts';
import { ANONYMOUS, expected, expectedListed, type Kind } from './expected.ts';
import { askedOf } from './steps.ts';
import { brief } from '../../kernel/look.ts';

type Table = Record<string, Record<string, string>>;

const PLURAL = { tool: 'tools', resource: 'resources', prompt: 'prompts' } as const;

/** Rows are things, columns are callers; cells say `served`, `listed`, `refused`, `hidden`, and whether that is expected. */
export function accessFigures(recording: Recording): Json {
  const { access: facts } = recording.facts;
  if (facts === undefined) return null;
  const asked = askedOf(recording);
  const doings = doingOf(recording, asked);
  const people = [...facts.callers.map(({ name }) => name), ANONYMOUS];
  const tables: Record<'tools' | 'resources' | 'prompts', Table> = { tools: {}, resources: {}, prompts: {} };
  const lists = new Map(people.map((name) => [name, listedBy(asked, name, 1)]));
  const cellsOf = (kind: Kind, name: string): Record<string, string> =>
    Object.fromEntries(
      people.map((caller) => {
        const done = doings.filter(
          (one) => one.caller === caller && one.thing.kind === kind && one.thing.name === name,
        );
        const shown = lists.get(caller)?.some((one) => one.kind === kind && one.name === name) === true;
        const own = done.find(({ step }) => step !== 'try' && step !== 'subscribe');
        const wanted =
          own === undefined
            ? expectedListed(facts, caller, { kind, name })
            : expected(facts, caller, { ...own.thing, kind, name });
        return [caller, wordFor(own, shown, wanted)];
      }),
    );
  for (const items of lists.values())
    for (const { kind, name } of items) tables[PLURAL[kind]][name] ??= cellsOf(kind, name);
  const tries: Table = {};
  for (const one of doings.filter(({ step }) => step === 'try')) {
    const row = (tries[`${one.thing.name} ${brief(one.thing.arguments, 120)}`] ??= {});
    row[one.caller] = wordFor(one, one.ended === 'served', expected(facts, one.caller, one.thing));
  }
  return {
    callers: facts.callers.map(({ name, scopes }) => (scopes === undefined ? name : `${name} (${scopes.join(' ')})`)),
    ...tables,
    arguments: tries,
  };
}

function wordFor(doing: Doing | undefined, shown: boolean, wanted: 'allow' | 'deny' | undefined): string {
  const word = doing === undefined ? (shown ? 'listed' : 'hidden') : endOf(doing, shown);
  if (wanted === undefined || word === 'unclear') return word;
  const open = doing === undefined ? shown : doing.ended === 'served';
  if (wanted === 'deny') return open ? `unexpected: ${word}` : `as expected: ${word}`;
  const shut = doing === undefined ? !shown : doing.denied;
  return shut ? `missing: ${word}` : open ? `as expected: ${word}` : word;
}

/** A call may fail for arguments that nobody knows: that is no refusal of who asked. */
function endOf({ ended, denied }: Doing, shown: boolean): string {
  if (ended === 'served') return shown ? 'served' : 'served, not listed';
  if (ended === 'unclear' || !shown) return ended;
  return denied ? 'refused, though listed' : 'failed';
}
