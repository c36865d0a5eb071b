import rule from '../../../../suites/conformance/http/refused-notification.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'HTTP 202 whatever the version says': where(
      onHttp((answer, ctx) => {
        if (answer.status === 400 && (ctx.body ?? '').includes('notifications/cancelled')) answer.status = 202;
      }),
      { revisions: ['2025-06-18', '2025-11-25'] },
    ),
    'HTTP 202 in an ended session': where(
      onHttp((answer, ctx) => {
        if (answer.status === 404 && (ctx.body ?? '').includes('notifications/cancelled')) answer.status = 202;
      }),
      { revisions: ['2025-03-26', '2025-06-18', '2025-11-25'] },
    ),
    'HTTP 200 with the error': where(
      onHttp((answer, ctx) => {
        if (answer.status === 400 && (ctx.body ?? '').includes('notifications/cancelled')) answer.status = 200;
        if (answer.status === 400 && (ctx.body ?? '').includes('"method":7')) answer.status = 200;
      }),
      { revisions: ['2026-07-28'] },
    ),
  },
  stillGood: {
    'an empty body': onHttp((answer, ctx) => {
      if (answer.status >= 400 && (ctx.body ?? '').includes('notifications/cancelled')) answer.body = '';
    }),
    leniency: where(
      onHttp((answer, ctx) => {
        if (answer.status !== 400 || !/"jsonrpc":"1.0"|"method":7/.test(ctx.body ?? '')) return;
        answer.status = 202;
        answer.body = '';
      }),
      { revisions: ['2026-07-28'] },
    ),
  },
});
