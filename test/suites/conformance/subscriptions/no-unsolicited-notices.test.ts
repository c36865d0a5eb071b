import rule from '../../../../suites/conformance/subscriptions/no-unsolicited-notices.check.ts';
import { tools } from '../../../../suites/artifacts/tools.ts';
import { before } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

// The rule is passive: one that lists the tools gives it something to look at.
prove(
  { ...rule, needs: { ...rule.needs, tools } },
  {
    faults: {
      'told at start-up': {
        fault: { start: (ctx) => ctx.send({ jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: {} }) },
        transports: ['stdio'],
      },
      'told beside an answer': {
        fault: before('tools/list', (ctx) =>
          ctx.relate({ jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: {} }),
        ),
        features: { answers: 'sse' },
      },
    },
  },
);
