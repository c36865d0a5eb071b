import rule from '../../../../suites/conformance/tasks/error-passed-on.check.ts';
import { instead, onError, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { BREAKS } from './tools-as-tasks.ts';

prove(rule, {
  server: { tools: [BREAKS], onlyTools: ['break'] },
  faults: {
    'a result with isError': instead('tasks/result', async (_params, _ctx, next) => {
      const reply = (await next()) as Loose;
      return reply.error?.code === -32603 ? { result: { content: [], isError: true } } : reply;
    }),
    'an error of its own': onError('tasks/result', (wrong: Loose) => {
      if (wrong.code === -32603) wrong.code = -32000;
    }),
  },
  stillGood: {
    'another wording': onError('tasks/result', (wrong: Loose) => {
      if (wrong.code === -32603) wrong.message = 'It failed';
    }),
  },
});
