import rule from '../../../../suites/conformance/resources/blob-base64.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const blob = (change: (bytes: Buffer) => string) =>
  on('resources/read', (r) => {
    if (r.contents[0].blob !== undefined) r.contents[0].blob = change(Buffer.from(r.contents[0].blob, 'base64'));
  });

prove(rule, {
  faults: {
    hexadecimal: blob((bytes) => bytes.toString('hex')),
    'the URL-safe alphabet': blob(() => Buffer.from([251, 255, 254]).toString('base64url')),
    'a data: URL': blob((bytes) => `data:image/png;base64,${bytes.toString('base64')}`),
    'no padding': blob(() => 'AAECAw'),
  },
  stillGood: {
    'nothing in it': blob(() => ''),
    'lines of 76 characters': blob((bytes) => bytes.toString('base64').replaceAll(/(.{76})/gu, '$1\r\n')),
  },
});
