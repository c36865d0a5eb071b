import rule from '../../../../suites/conformance/resources/uri-valid.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { calls } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

const listed = (uri: string) =>
  on('resources/list', (r) => {
    if (r.nextCursor === undefined) r.resources.push({ uri, name: 'one' });
  });

prove(rule, {
  ...calls,
  faults: {
    'no scheme': listed('my file.txt'),
    'a blank': listed('notes://my file'),
    'a scheme with an underscore': listed('my_notes://x'),
    'a % that begins no escape': listed('notes://100%'),
    braces: listed('notes://{x}'),
    'in a link of a tool': on('tools/call', (r) => {
      for (const block of r.content ?? [])
        if (block.type === 'resource_link' || block.type === 'text')
          Object.assign(block, { type: 'resource_link', uri: 'guide', name: 'x' });
    }),
    'in a resource that a prompt embeds': on('prompts/get', (r) => {
      for (const one of r.messages ?? [])
        if (one.content.type === 'resource') one.content.resource.uri = '/notes/today';
    }),
    'in contents': on('resources/read', (r) => {
      r.contents[0].uri = 'today';
    }),
  },
  stillGood: {
    'a scheme of its own': listed('my-notes+v1.0:x?y=1#z'),
    'an address with a port and a literal IPv6 host': listed('db://user@[::1]:5432/x'),
    escapes: listed('file:///a%20b/%C3%BC'),
    'letters outside ASCII (an IRI)': listed('notes://täglich/工具'),
    'a urn': listed('urn:isbn:0451450523'),
  },
});
