import rule from '../../../../suites/conformance/tasks/questions-name-task.check.ts';
import { onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { ASKS_ONCE } from './tools-as-tasks.ts';

prove(rule, {
  server: { tools: [ASKS_ONCE], onlyTools: ['wonder'] },
  faults: {
    'no task named': onSent('elicitation/create', (message: Loose) => {
      delete message.params._meta;
    }),
    'another task named': onSent('elicitation/create', (message: Loose) => {
      message.params._meta = { 'io.modelcontextprotocol/related-task': { taskId: 'another' } };
    }),
  },
});
