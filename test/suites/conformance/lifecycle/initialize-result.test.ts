import rule from '../../../../suites/conformance/lifecycle/initialize-result.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no serverInfo': on('initialize', (result) => {
      delete result.serverInfo;
    }),
    'capabilities as a list': on('initialize', (result) => {
      result.capabilities = ['tools'];
    }),
    'a server without a version': on('initialize', (result) => {
      delete result.serverInfo.version;
    }),
  },
  stillGood: {
    'instructions and unknown members': on('initialize', (result) => {
      result.instructions = 'Be kind.';
      result.vendor = { x: 1 };
    }),
  },
});
