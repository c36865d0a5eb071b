import rule from '../../../../suites/conformance/tasks/waiting-shows-inputs.check.ts';
import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { ASKS } from './tools-as-tasks.ts';

prove(rule, {
  server: { tools: [ASKS], onlyTools: ['inquire'] },
  faults: {
    'no requests': on('tasks/get', (task: Loose) => {
      delete task.inputRequests;
    }),
    'a list of requests': on('tasks/get', (task: Loose) => {
      if (task.inputRequests) task.inputRequests = Object.values(task.inputRequests);
    }),
    'a method that is no request for input': on('tasks/get', (task: Loose) => {
      for (const request of Object.values<Loose>(task.inputRequests ?? {})) request.method = 'tools/call';
    }),
  },
});
