import rule from '../../../../suites/conformance/stdio/newline-delimited.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a list over several lines': {
      bytes: (chunk) => (chunk.includes('"inputSchema"') ? `${JSON.stringify(JSON.parse(chunk), null, 2)}\n` : chunk),
    },
  },
  stillGood: { 'empty lines': { bytes: (chunk) => `\n${chunk}\n` } },
});
