// Signs that are too weak to refuse a definition and too strong to pass over: a person should read it.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { doubts, findingOf } from '../doubts.ts';
import { OWASP } from '../topic-rule.ts';

export default check({
  title: 'No definition needs a second look',
  level: 'should',
  revisions: ALL,
  requirements: [],
  why: 'Single signs of poisoning have innocent explanations. Someone has to read the text once and decide, and the decision can be kept as a waiver.',
  fix: 'Read the definition. Reword it where the sign is an accident; waive the finding with a reason where it is meant.',
  url: () => OWASP,
  tags: ['owasp:MCP03'],
  touch: 'passive',
  needs: { doubts },
  judge: ({ doubts: all }) => ({
    seen: all.length,
    findings: all
      .filter(({ assessment }) => assessment.doubt === 'doubt')
      .map(({ owner, assessment }) => findingOf(owner, assessment, 'a definition that needs no second look')),
    note: 'the target lists nothing and says nothing of itself',
  }),
});
