import rule from '../../../../suites/conformance/tools/x-mcp-header-value.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const mark = (value: unknown, other: unknown = 'Direct') =>
  on('tools/list', (r) => {
    for (const tool of r.tools)
      if (tool.name === 'plan_route') {
        tool.inputSchema.properties.region['x-mcp-header'] = value;
        tool.inputSchema.properties.direct['x-mcp-header'] = other;
      }
  });

prove(rule, {
  faults: {
    'an empty mark': mark(''),
    'a blank in it': mark('My Region'),
    'a line break in it': mark('Region\r\n'),
    'no string': mark(5),
    'twice the same but for case': mark('Region', 'REGION'),
  },
  stillGood: { 'every sign of a token': mark("A!#$%&'*+-.^_`|~9") },
});
