// One id, one elicitation: the client matches the completion by it.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf, type TargetMessage } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';

interface Asked {
  readonly found: TargetMessage;
  readonly pointer: string;
  readonly params: unknown;
}

/** URL elicitations in requests, and those that a -32042 error lists. */
function askedIn(found: TargetMessage): readonly Asked[] {
  if (found.kind === 'request' && found.method === 'elicitation/create')
    return [{ found, pointer: '/params', params: member(found.message, 'params') }];
  const listed = member(member(member(found.message, 'error'), 'data'), 'elicitations');
  if (found.kind !== 'error' || !Array.isArray(listed)) return [];
  return listed.map((params: unknown, index) => ({ found, pointer: `/error/data/elicitations/${index}`, params }));
}

/** What makes two questions the same one: asked again in one session, with the same page and words. */
const sameness = ({ found, params }: Asked): string =>
  JSON.stringify([found.lane, member(params, 'url'), member(params, 'message')]);

export default check({
  title: 'An elicitationId stands for one elicitation',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['schema.elicitation-id-unique'],
  why: 'The completion is matched by the id: with a shared one, another session or page is taken for done.',
  fix: 'Make the id anew for each elicitation, for example a UUID.',
  touch: 'passive',
  enabledBy: { known: 'elicits' },
  needs: { messages, knownCalls },
  judge: ({ messages: { all } }) => {
    const first = new Map<string, Asked>();
    const findings = [];
    let seen = 0;
    for (const asked of all.flatMap(askedIn)) {
      const id = member(asked.params, 'elicitationId');
      if (typeof id !== 'string') continue;
      seen += 1;
      const before = first.get(id);
      if (before === undefined) first.set(id, asked);
      else if (sameness(before) !== sameness(asked))
        findings.push({
          at: [before, asked].map((each) => placeOf(each.found, `${each.pointer}/elicitationId`)),
          got: `the id ${brief(id, 60)} for two elicitations`,
          want: 'an id of its own for each',
          key: 'repeated',
        });
    }
    return { seen, findings: findings.slice(0, 8), note: 'no page was asked to be opened' };
  },
});
