import rule from '../../../../suites/conformance/progress/token-types-accepted.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const refuse = (when: (token: unknown) => boolean) =>
  instead('server/discover', (params, _, next) => {
    const token = params._meta?.progressToken;
    return token !== undefined && when(token) ? error(-32602, 'Invalid token') : next();
  });

prove(rule, {
  faults: {
    'integers refused': refuse((token) => typeof token === 'number'),
    'the empty text refused': refuse((token) => token === ''),
    '0 refused': refuse((token) => token === 0),
  },
});
