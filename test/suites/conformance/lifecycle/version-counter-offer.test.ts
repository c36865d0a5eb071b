import rule from '../../../../suites/conformance/lifecycle/version-counter-offer.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an echo of whatever is asked': { settings: { offer: (asked) => String(asked) } },
    'silence for an unknown version': instead('initialize', async (params, _, next) =>
      params.protocolVersion === '2999-12-31' || params.protocolVersion === '1999-01-01' ? undefined : next(),
    ),
    'a process that ends': where(
      {
        rpc: (message, next, ctx) => {
          const params = message.params as { protocolVersion?: string } | undefined;
          if ((params?.protocolVersion ?? '') > '2999') ctx.exit(1);
          else return next();
          return new Promise<undefined>(() => undefined);
        },
      },
      { transports: ['stdio'] },
    ),
  },
  stillGood: {
    'an error that names the versions': instead('initialize', async (params, _, next) =>
      String(params.protocolVersion) < '2024' || String(params.protocolVersion) > '2026'
        ? error(-32602, 'Unsupported protocol version', {
            supported: ['2025-11-25'],
            requested: params.protocolVersion,
          })
        : next(),
    ),
  },
});
