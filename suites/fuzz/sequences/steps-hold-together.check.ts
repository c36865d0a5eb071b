// Agents call tools one after the other: what each call alone survives, a sequence of them may not.

import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { argumentsOf, toolOf } from '../../generation/calls.ts';
import { slug } from '../findings.ts';
import { sequences } from '../sequences.ts';

export default check({
  title: 'No sequence of valid calls ends, hangs or breaks the server',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'Agents feed ids and cursors of one answer into the next call; a server that breaks on the way fails the whole task.',
  fix: 'Play the steps of the finding in order on a fresh connection; the last one is the one that breaks.',
  severity: 'high',
  touch: 'heavy',
  needs: { sequences },
  judge: ({ sequences: { drawn, broken, note } }) => ({
    seen: drawn.length,
    findings: broken.map(({ steps, symptom, subject }) => ({
      at: steps.toReversed().map((step) => at(step)),
      got: `${steps.map((step) => `${toolOf(step) ?? ''} ${JSON.stringify(argumentsOf(step) ?? {}).slice(0, 60)}`).join(' → ')}: ${symptom.got}`,
      want: symptom.want,
      key: `${subject.name}.${slug(symptom.cause)}`,
    })),
    note,
  }),
});
