import rule from '../../../../suites/conformance/tools/structured-content-conforms.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a required field left out': on('tools/call', (r) => {
      if (r.structuredContent) delete r.structuredContent.sum;
      if (r.structuredContent) delete r.structuredContent.stops;
    }),
    'a number as text': on('tools/call', (r) => {
      if (r.structuredContent?.sum !== undefined) r.structuredContent.sum = String(r.structuredContent.sum);
    }),
    'a field that the schema does not know': on('tools/call', (r) => {
      if (r.structuredContent?.region !== undefined) r.structuredContent.more = 1;
    }),
  },
  stillGood: {
    'a failure with whatever it likes': on('tools/call', (r) => {
      if (r.structuredContent) r.structuredContent = { wrong: true };
      r.isError = true;
    }),
    'a schema of a dialect nobody knows': on('tools/list', (r) => {
      for (const tool of r.tools)
        if (tool.outputSchema)
          tool.outputSchema = { $schema: 'https://example.com/own', type: 'object', required: ['zz'] };
    }),
  },
});
