import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/content-kinds.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../circumstances.ts';

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    'a kind of its own': on('tools/call', (r) => {
      if (r.content) r.content = [{ type: 'json', json: {} }];
    }),
    'no type': on('tools/call', (r) => {
      if (r.content) r.content = [{ text: 'x' }];
    }),
    'a link, before there were links': where(
      on('tools/call', (r) => {
        if (r.content) r.content = [{ type: 'resource_link', uri: 'a:b', name: 'b' }];
      }),
      { revisions: ['2024-11-05', '2025-03-26'] },
    ),
    'sound, before there was sound': where(
      on('tools/call', (r) => {
        if (r.content) r.content = [{ type: 'audio', data: 'AAAA', mimeType: 'audio/wav' }];
      }),
      { revisions: ['2024-11-05'] },
    ),
    'a kind of its own in a prompt': on('prompts/get', (r) => {
      if (r.messages) r.messages[0].content = { type: 'html', html: '' };
    }),
  },
  stillGood: {
    'no blocks': on('tools/call', (r) => {
      if (r.content) r.content = [];
    }),
  },
});
