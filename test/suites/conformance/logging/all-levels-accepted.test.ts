import rule from '../../../../suites/conformance/logging/all-levels-accepted.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'only four levels': instead('logging/setLevel', (params, _, next) =>
      ['debug', 'info', 'warning', 'error'].includes(params.level) ? next() : error(-32602, 'Unknown level'),
    ),
    'all but one': instead('logging/setLevel', (params, _, next) =>
      params.level === 'notice' ? error(-32602, 'Unknown level') : next(),
    ),
  },
  stillGood: { 'the method is missing': instead('logging/setLevel', () => error(-32601, 'Method not found')) },
});
