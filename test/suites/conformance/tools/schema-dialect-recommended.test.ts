import rule from '../../../../suites/conformance/tools/schema-dialect-recommended.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'draft-07 on every tool': on('tools/list', (r) => {
      for (const tool of r.tools) tool.inputSchema.$schema = 'http://json-schema.org/draft-07/schema#';
    }),
  },
  stillGood: {
    'no $schema anywhere': on('tools/list', (r) => {
      for (const tool of r.tools) delete tool.inputSchema.$schema;
    }),
  },
});
