import rule from '../../../../suites/conformance/pagination/invalid-cursor-refused.check.ts';
import { onError, instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'unknown cursors ignored': {
      settings: { openCursor: (seal, list, cursor) => seal.open(`cursor ${list}`, cursor) ?? 0 },
    },
    'ignored by one list alone': {
      settings: {
        openCursor: (seal, list, cursor) =>
          seal.open(`cursor ${list}`, cursor) ?? (list === 'templates' ? 0 : undefined),
      },
    },
    'another code': onError('tools/list', (error) => {
      error.code = -32603;
    }),
  },
  stillGood: {
    'a list that is not served': instead('resources/templates/list', () => ({
      error: { code: -32601, message: 'No' },
    })),
  },
});
