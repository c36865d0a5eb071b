import { onMessage, onReply } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/utf8.check.ts';
import { prove, where } from '../../../kit/prove.ts';

/** The same message in ASCII; on stdio with the end of the line, which raw text needs. */
const escaped = (message: unknown) =>
  `${JSON.stringify(message).replaceAll(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

prove(rule, {
  faults: {
    'Latin-1': where({ bytes: (chunk) => Buffer.from(chunk, 'latin1') }, { transports: ['stdio'] }),
    'an id read as Latin-1': onReply('*', (reply) => {
      if (typeof reply.id === 'string') reply.id = Buffer.from(reply.id, 'utf8').toString('latin1');
    }),
    'question marks': onReply('*', (reply) => {
      if (typeof reply.id === 'string') reply.id = reply.id.replaceAll(/[^\0-\x7f]/gu, '?');
    }),
  },
  stillGood: { escapes: onMessage((m) => (m.id === 'é漢🙂' ? escaped(m) : undefined)) },
});
