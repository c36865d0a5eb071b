import { onMessage } from '../../../../fixtures/faults/on.ts';
import type { Message } from '../../../../fixtures/good/protocol.ts';
import rule from '../../../../suites/conformance/jsonrpc/duplicate-keys.check.ts';
import { prove, where } from '../../../kit/prove.ts';

/** The message as text with one more member in front of all others. */
const doubled = (message: Message, member: string) => `{${member},${JSON.stringify(message).slice(1)}\n`;

prove(rule, {
  faults: {
    'the id, twice': where(
      onMessage((m) => (m.result === undefined ? undefined : doubled(m, '"id":"x"'))),
      { transports: ['stdio'] },
    ),
    'jsonrpc, twice': onMessage((m) =>
      m.result?.protocolVersion || m.result?.supportedVersions ? doubled(m, '"jsonrpc":"2.0"') : undefined,
    ),
  },
  stillGood: {
    'the same member in two objects': onMessage((m) => {
      if (m.result !== undefined) m.extra = [{ id: 1 }, { id: 1 }];
    }),
  },
});
