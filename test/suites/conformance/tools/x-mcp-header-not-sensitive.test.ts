import rule from '../../../../suites/conformance/tools/x-mcp-header-not-sensitive.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const property = (name: string, schema: object = { type: 'string' }) =>
  on('tools/list', (r) => {
    for (const tool of r.tools)
      if (tool.name === 'plan_route') tool.inputSchema.properties[name] = { ...schema, 'x-mcp-header': 'More' };
  });

prove(rule, {
  faults: {
    api_key: property('api_key'),
    accessToken: property('accessToken'),
    'format password': property('word', { type: 'string', format: 'password' }),
  },
  stillGood: {
    nextPageToken: property('nextPageToken'),
    max_tokens: property('max_tokens', { type: 'integer' }),
    keyboard: property('keyboard'),
  },
});
