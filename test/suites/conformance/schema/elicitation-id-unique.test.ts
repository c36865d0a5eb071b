import rule from '../../../../suites/conformance/schema/elicitation-id-unique.check.ts';
import { prove } from '../../../kit/prove.ts';
import { request, says } from './said.ts';

prove(rule, {
  options: { allow: ['link_account'] },
  faults: {
    'the name of the tool as id': says((ctx) => {
      const n = Number(ctx.shared.get('n') ?? 0) + 1;
      ctx.shared.set('n', n);
      return request('elicitation/create', {
        mode: 'url',
        message: `Page ${n}`,
        elicitationId: 'tools/list',
        url: `https://example.com/${n}`,
      });
    }),
  },
  stillGood: {
    'a page asked for twice': says((ctx) =>
      request('elicitation/create', {
        mode: 'url',
        message: 'm',
        elicitationId: `e-${ctx.sessionId ?? ''}`,
        url: 'https://example.com',
      }),
    ),
  },
});
