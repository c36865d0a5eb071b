import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/tool-definition.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const LATE = ['2025-06-18', '2025-11-25', '2026-07-28'] as const;

prove(rule, {
  faults: {
    'no name': on('tools/list', (r) => {
      delete r.tools[0].name;
    }),
    'null as description': on('tools/list', (r) => {
      r.tools[0].description = null;
    }),
    'true as output schema': where(
      on('tools/list', (r) => {
        r.tools[0].outputSchema = true;
      }),
      { revisions: LATE },
    ),
    'an output schema of another type': where(
      on('tools/list', (r) => {
        r.tools[0].outputSchema = { type: 'array' };
      }),
      { revisions: ['2025-06-18', '2025-11-25'] },
    ),
    'a number as title': where(
      on('tools/list', (r) => {
        r.tools[0].title = 1;
      }),
      { revisions: LATE },
    ),
    'a word of its own for taskSupport': where(
      on('tools/list', (r) => {
        r.tools[0].execution = { taskSupport: 'maybe' };
      }),
      { revisions: ['2025-11-25'] },
    ),
  },
  stillGood: {
    'members of its own': on('tools/list', (r) => {
      r.tools[0].vendor = null;
    }),
    'an output schema of another type, where it may be': where(
      on('tools/list', (r) => {
        r.tools[0].outputSchema = { type: 'array' };
      }),
      { revisions: ['2026-07-28'] },
    ),
    'what older revisions do not know': where(
      on('tools/list', (r) => {
        r.tools[0].outputSchema = true;
        r.tools[0].title = 1;
      }),
      { revisions: ['2024-11-05'] },
    ),
  },
});
