import rule from '../../../../suites/conformance/lifecycle/version-echo.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove, where } from '../../../kit/prove.ts';

const offer = (make: (asked: unknown) => string): Fault => ({ settings: { offer: (asked) => make(asked) } });

prove(rule, {
  faults: {
    'the newest version for whoever asks for an older one': offer((asked) =>
      String(asked) < '2024' || String(asked) > '2026'
        ? '2025-06-18'
        : asked === '2025-06-18'
          ? '2025-11-25'
          : String(asked),
    ),
  },
  stillGood: {
    'a server of one revision': where({ settings: { offer: () => '2024-11-05' } }, { revisions: ['2024-11-05'] }),
    'errors for unknown versions': instead('initialize', async (params, _, next) =>
      String(params.protocolVersion) < '2024' || String(params.protocolVersion) > '2026'
        ? error(-32602, 'Unsupported protocol version')
        : next(),
    ),
  },
});
