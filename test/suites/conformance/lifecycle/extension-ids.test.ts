import rule from '../../../../suites/conformance/lifecycle/extension-ids.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a bare name': on('server/discover', (result) => {
      result.capabilities.extensions = { tasks: {} };
    }),
    'a prefix that starts with a digit': on('server/discover', (result) => {
      result.capabilities.extensions = { '1com.example/x': {} };
    }),
  },
  stillGood: {
    'an empty name after the prefix': on('server/discover', (result) => {
      result.capabilities.extensions = { 'com.example/': {}, 'org.a-b.c2/x_y.z': {} };
    }),
  },
});
