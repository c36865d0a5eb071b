import { onReply, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/implementation.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const everywhere = (change: (info: Loose) => void) =>
  onReply('*', (reply) => {
    const late = reply.result?._meta?.['io.modelcontextprotocol/serverInfo'];
    if (reply.result?.serverInfo !== undefined) change(reply.result.serverInfo);
    if (late !== undefined) change(late);
  });

prove(rule, {
  faults: {
    'a number as version': everywhere((info) => {
      info.version = 1;
    }),
    'no name': everywhere((info) => {
      delete info.name;
    }),
    'a number as title': where(
      everywhere((info) => {
        info.title = 7;
      }),
      { revisions: ['2025-06-18', '2025-11-25', '2026-07-28'] },
    ),
  },
  stillGood: {
    'members of its own': everywhere((info) => {
      info.vendor = { a: 1 };
    }),
    'a number as title, before there were titles': where(
      everywhere((info) => {
        info.title = 7;
      }),
      { revisions: ['2024-11-05'] },
    ),
  },
});
