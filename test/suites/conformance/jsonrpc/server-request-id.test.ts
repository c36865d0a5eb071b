import rule from '../../../../suites/conformance/jsonrpc/server-request-id.check.ts';
import { prove } from '../../../kit/prove.ts';
import { request, says } from '../schema/said.ts';

prove(rule, {
  options: { allow: ['show_roots'] },

  faults: {
    null: says({ ...request('ping'), id: null } as never),
    'an object': says({ ...request('ping'), id: {} } as never),
    'a fraction': says({ ...request('ping'), id: 1.5 } as never),
  },
  stillGood: {
    zero: says({ ...request('ping'), id: 0 } as never),
    'an empty text': says({ ...request('ping'), id: '' } as never),
  },
});
