import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/media-base64.check.ts';
import { prove } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../circumstances.ts';

const data = (text: string) =>
  on('tools/call', (r) => {
    if (r.content) r.content = [{ type: 'image', data: text, mimeType: 'image/png' }];
  });

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    'an address': data('https://example.com/a.png'),
    'a data: URI': data('data:image/png;base64,AAAA'),
    'no padding': data('AAAAA'),
    'the URL-safe alphabet': data('__--'),
    'hexadecimal with an odd length': data('0a1b2'),
  },
  stillGood: { nothing: data(''), 'line breaks': data('AAAA\r\nAAAA'), padding: data('AA==') },
});
