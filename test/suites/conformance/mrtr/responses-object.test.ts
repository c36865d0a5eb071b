import rule from '../../../../suites/conformance/mrtr/responses-object.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'null for no responses': {
      rpc: (message, next) => {
        const params = message.params as Loose;
        if (params?.inputResponses !== null) return next();
        const { inputResponses: _, ...rest } = params;
        return next({ ...message, params: rest });
      },
    },
  },
});
