import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/annotations.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const annotated = (annotations: object) =>
  on('resources/list', (r) => {
    r.resources[0].annotations = annotations;
  });

prove(rule, {
  faults: {
    'a priority of 5': annotated({ priority: 5 }),
    'a priority as text': annotated({ priority: '0.5' }),
    'an audience of its own': annotated({ audience: ['everybody'] }),
    'an audience as text': annotated({ audience: 'user' }),
    'a number as lastModified': where(annotated({ lastModified: 1736693458 }), {
      revisions: ['2025-06-18', '2025-11-25', '2026-07-28'],
    }),
  },
  stillGood: {
    'the ends of the range': annotated({ priority: 1, audience: [] }),
    'an integer': annotated({ priority: 0 }),
    'members of its own': annotated({ colour: 'red' }),
  },
});
