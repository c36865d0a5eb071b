import rule from '../../../../suites/conformance/authorization/insufficient-scope.check.ts';
import { SCOPED, scoped } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...SCOPED,
  faults: {
    '401 instead': where({}, scoped({ scopeStatus: 401 })),
    'a bare 403': where({}, scoped({ scopeChallenge: () => undefined })),
    'no scope named': where({}, scoped({ scopeChallenge: (usual) => usual.replace(/scope="[^"]*", /u, '') })),
    'no error named': where(
      {},
      scoped({ scopeChallenge: (usual) => usual.replace('error="insufficient_scope", ', '') }),
    ),
    'a call that needs more is served': where(
      {},
      {
        ...scoped({ holds: () => true }),
        options: {
          ...SCOPED.options,
          known: [{ property: 'needs-scope', method: 'tools/call', params: { name: 'status', arguments: {} } }],
        },
      },
    ),
  },
  stillGood: {
    'no such token was given': where({}, { options: { tokens: {} } }),
    'nothing was refused': where({}, scoped({ holds: () => true })),
  },
});
