// A tool whose purpose is to show the environment shows secrets by design.

import { askedFor, canaryFindings, canaryRule, plantedAround, returned } from './canary-rule.ts';

const title = 'No tool shows the whole environment of its process';

export default canaryRule({
  title,
  level: 'should',
  severity: 'high',
  why: 'A tool that lists environment variables gives every caller the credentials that the process was started with.',
  fix: 'Show a list of variables that are known to be harmless, or take the tool out of what is deployed.',
  judge: (views, { recording }) => ({
    seen: plantedAround(recording).length === 0 ? 0 : views.leaks.read,
    findings: canaryFindings(
      returned(views.leaks.canaries, recording).filter((one) => askedFor(one, views)),
      title,
    ),
    note: 'nothing can be planted around a target that Assay does not start',
  }),
});
