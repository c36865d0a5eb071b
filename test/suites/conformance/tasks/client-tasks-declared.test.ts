import rule from '../../../../suites/conformance/tasks/client-tasks-declared.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name', 'summarise'] },
  faults: {
    'a form as a task': changesQuestion('elicitation/create', (params) => {
      params.task = { ttl: 60_000 };
    }),
    'sampling as a task': changesQuestion('sampling/createMessage', (params) => {
      params.task = {};
    }),
  },
});
