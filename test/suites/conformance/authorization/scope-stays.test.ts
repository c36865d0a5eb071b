import rule from '../../../../suites/conformance/authorization/scope-stays.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    'other scopes each time': where(
      {},
      scoped({ scopeChallenge: (usual, count) => usual.replace('scope="mcp', `scope="mcp mcp:${count}`) }),
    ),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
    'another order': where(
      {},
      scoped({
        scopeChallenge: (usual, count) => (count % 2 === 0 ? usual : usual.replace('mcp mcp:call', 'mcp:call mcp')),
      }),
    ),
  },
});
