import rule from '../../../../suites/conformance/lifecycle/server-info-in-results.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no serverInfo in tools/list': on('tools/list', (result) => {
      delete result._meta;
    }),
    'a server without a version': on('server/discover', (result) => {
      delete result._meta['io.modelcontextprotocol/serverInfo'].version;
    }),
  },
});
