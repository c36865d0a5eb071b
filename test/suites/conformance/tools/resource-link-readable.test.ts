import rule from '../../../../suites/conformance/tools/resource-link-readable.check.ts';
import { on, instead, error } from '../../../../fixtures/faults/on.ts';
import { calls, live } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  ...calls,
  faults: {
    'links that resources/read does not know': live(
      on('tools/call', (r) => {
        for (const block of r.content ?? []) {
          if (block.type === 'resource_link') block.uri = 'made-up://link';
          if (block.type === 'resource') block.resource.uri = 'made-up://embedded';
        }
      }),
    ),
  },
  stillGood: {
    'a link into the web': on('tools/call', (r) => {
      for (const block of r.content ?? []) {
        if (block.type === 'resource_link') block.uri = 'https://example.com/x';
        if (block.type === 'resource') block.resource.uri = 'https://example.com/x';
      }
    }),
    'a resource that the caller may not read': instead('resources/read', () => error(-32001, 'Forbidden')),
  },
});
