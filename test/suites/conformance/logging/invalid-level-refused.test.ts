import rule from '../../../../suites/conformance/logging/invalid-level-refused.check.ts';
import { instead, onError } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'any string taken': where(
      instead('logging/setLevel', (params, _, next) => (typeof params.level === 'string' ? { result: {} } : next())),
      { revisions: ['2024-11-05', '2025-11-25'] },
    ),
    'capitals taken': where(
      instead('logging/setLevel', (params, _, next) => (params.level === 'INFO' ? { result: {} } : next())),
      { revisions: ['2024-11-05', '2025-11-25'] },
    ),
    'another code': where(
      onError('logging/setLevel', (error) => {
        error.code = -32603;
      }),
      { revisions: ['2024-11-05', '2025-11-25'] },
    ),
    'unknown levels taken for info': where({ settings: { checkMeta: false } }, { revisions: ['2026-07-28'] }),
  },
});
