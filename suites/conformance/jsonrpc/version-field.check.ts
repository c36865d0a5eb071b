// The member that says what a message is, on every message.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Every message says jsonrpc "2.0"',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.version-field'],
  why: 'Clients drop messages without it; on an error it is the one thing that makes the error readable.',
  fix: 'Build every message, errors too, in one place that adds "jsonrpc": "2.0".',
  touch: 'probing',
  needs: { messages, provoked },
  judge: ({ messages: { all } }) =>
    judgeEach(
      all.filter(({ message }) => isObject(message)),
      (found) => {
        const version = member(found.message, 'jsonrpc');
        if (version === '2.0') return undefined;
        return {
          at: [placeOf(found, version === undefined ? '' : '/jsonrpc')],
          got: version === undefined ? `no jsonrpc in ${article(found.kind)}` : `jsonrpc: ${brief(version, 40)}`,
          want: '"2.0"',
          key: found.kind,
        };
      },
      'no message was seen',
    ),
});

const article = (kind: string): string => `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind} message`;
