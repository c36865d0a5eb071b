import rule from '../../../../suites/conformance/lifecycle/version-echo.check.ts';
import { answerHttp, combine, error, instead } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove, where } from '../../../kit/prove.ts';

const offer = (make: (asked: unknown) => string): Fault => ({ settings: { offer: (asked) => make(asked) } });

const NEWEST = offer(() => '2025-11-25');
const HTTP = { revisions: ['2025-11-25'], transports: ['streamable-http'] } as const;

prove(rule, {
  faults: {
    'the newest version for whoever asks for an older one': offer((asked) =>
      String(asked) < '2024' || String(asked) > '2026'
        ? '2025-06-18'
        : asked === '2025-06-18'
          ? '2025-11-25'
          : String(asked),
    ),
    'the newest for all, though others hold in the header': where(NEWEST, HTTP),
  },
  stillGood: {
    'the newest for all over stdio, where nothing shows another': where(NEWEST, {
      revisions: ['2025-11-25'],
      transports: ['stdio'],
    }),
    'the newest alone, in the header too': where(
      combine(
        NEWEST,
        answerHttp(({ headers }) => !['2025-11-25', undefined].includes(headers['mcp-protocol-version']?.toString()), {
          status: 400,
        }),
      ),
      HTTP,
    ),
    'a server of one revision': where({ settings: { offer: () => '2024-11-05' } }, { revisions: ['2024-11-05'] }),
    'errors for unknown versions': instead('initialize', async (params, _, next) =>
      String(params.protocolVersion) < '2024' || String(params.protocolVersion) > '2026'
        ? error(-32602, 'Unsupported protocol version')
        : next(),
    ),
  },
});
