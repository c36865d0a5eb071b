import rule from '../../../../suites/conformance/completion/context-accepted.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the unknown member refused': instead('completion/complete', (params, _, next) =>
      params.context === undefined ? next() : error(-32602, 'Unrecognized key: context'),
    ),
    'only context without arguments refused': instead('completion/complete', (params, _, next) =>
      params.context !== undefined && params.context.arguments === undefined ? error(-32602, 'Required') : next(),
    ),
  },
  stillGood: { 'nothing can be completed': instead('completion/complete', () => error(-32602, 'No')) },
});
