// Fake secrets planted around a program stay there.

import { askedFor, canaryFindings, canaryRule, plantedAround, returned } from './canary-rule.ts';

const title = 'No secret planted around the target comes out of it';

export default canaryRule({
  title,
  level: 'must',
  severity: 'critical',
  why: 'A value that only the environment, home or directory of the process held has come out: the real secrets beside it come out the same way.',
  fix: 'Find what reads the environment or the file and why it ends in an answer or a log; pass on only the members that are meant.',
  judge: (views, { recording }) => ({
    seen: plantedAround(recording).length === 0 ? 0 : views.leaks.read,
    findings: canaryFindings(
      returned(views.leaks.canaries, recording).filter((one) => !askedFor(one, views)),
      title,
    ),
    note: 'nothing can be planted around a target that Assay does not start',
  }),
});
