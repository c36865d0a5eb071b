import rule from '../../../../suites/conformance/lifecycle/discover-implemented.check.ts';
import { error, instead, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'discovery is unknown': instead('server/discover', () => error(-32601, 'Method not found')),
    'no supported versions': on('server/discover', (result) => {
      delete result.supportedVersions;
    }),
    'capabilities as a list': on('server/discover', (result) => {
      result.capabilities = [];
    }),
  },
});
