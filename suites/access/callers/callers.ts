// Asks the same as every caller of the configuration and as nobody, then lets each try what belongs to another.

import { artifact, type Session } from '../../kernel/check.ts';
import { member, resultOf } from '../../kernel/look.ts';
import type { AccessFacts, AccessTopic } from '../../kernel/recording.ts';
import { ask, list, open, type Person } from './asking.ts';
import { doingOf, type Doing } from './doing.ts';
import { ANONYMOUS } from './expected.ts';
import { askedOf, type Asked } from './steps.ts';
import { takeOver } from './takeovers.ts';
import { tryDefaults, tryRevocation } from './tokens.ts';

export interface Compared {
  readonly facts: AccessFacts | undefined;
  readonly asked: readonly Asked[];
  of(step: string): readonly Asked[];
  /** Calls, reads and prompts as the caller itself. */
  readonly doings: readonly Doing[];
}

/** Why a rule of this topic has nothing to judge. */
export const NO_CALLERS = 'needs identities to speak as: callers: in assay.config.yaml';

export const callers = artifact<Compared>({
  id: 'callers',
  touch: 'probing',
  gather: async (session) => {
    const facts = session.access;
    if (facts === undefined) return;
    const people = await everybody(session, facts);
    const served = people.filter(({ revoked }) => !revoked);
    // Round by round: what one caller left in a cache meets the next one, and the first one again.
    for (const round of [1, 2]) for (const person of people) await list(person, round);
    await Promise.all(people.map((person) => act(person, people, session, facts)));
    await takeOver(session, served);
    await tryDefaults(session);
    for (const { name, revocable } of facts.callers) if (revocable === true) await tryRevocation(session, name);
  },
  read: (recording) => {
    const asked = askedOf(recording);
    return {
      facts: recording.facts.access,
      asked,
      of: (step) => asked.filter((one) => one.step === step),
      doings: doingOf(recording, asked),
    };
  },
});

async function everybody(session: Session, facts: AccessFacts): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (const caller of facts.callers) people.push(await open(session, caller, { caller: caller.name }));
  people.push(await open(session, { name: ANONYMOUS }, { caller: null }));
  return people;
}

/** Things of one kind tried as every caller, whoever saw them. */
const MOST = 40;

async function act(person: Person, people: readonly Person[], session: Session, facts: AccessFacts): Promise<void> {
  const union = <K extends 'tools' | 'resources' | 'prompts'>(kind: K): readonly Person[K][number][] => {
    const known = new Map(people.flatMap((one) => one[kind].map((item) => [item.name, item] as const)));
    return [...known.values()].slice(0, MOST);
  };
  const tools = union('tools');
  for (const { name, value, example } of tools) {
    if (!session.mayCall(value) || example === undefined) continue;
    const called = await ask(person, 'call', 'tools/call', { name, arguments: example });
    if (resultOf(called)?.['requestState'] !== undefined) person.asking.add(name);
  }
  for (const line of triesOf(facts)) {
    const tool = tools.find(({ name }) => name === line.tool);
    if (tool !== undefined && session.mayCall(tool.value))
      await ask(person, 'try', 'tools/call', { name: tool.name, arguments: line.try });
  }
  for (const { name } of union('resources')) await ask(person, 'read', 'resources/read', { uri: name });
  if (session.era === 'initialize' && member(session.capabilities['resources'], 'subscribe') === true)
    for (const { name } of union('resources')) {
      const seen = await ask(person, 'subscribe', 'resources/subscribe', { uri: name });
      if (seen.outcome === 'result') await ask(person, 'unsubscribe', 'resources/unsubscribe', { uri: name });
    }
  for (const { name, example } of union('prompts'))
    await ask(person, 'prompt', 'prompts/get', example === undefined ? { name } : { name, arguments: example });
}

/** Calls that the configuration gives, each once: everybody tries them all. */
function triesOf(facts: AccessFacts): readonly AccessTopic[] {
  const all = [...facts.lines, ...Object.values(facts.scopes).flat()].filter((line) => line.try !== undefined);
  return [...new Map(all.map((line) => [`${line.tool} ${JSON.stringify(line.try)}`, line])).values()];
}
