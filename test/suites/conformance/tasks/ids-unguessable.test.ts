import rule from '../../../../suites/conformance/tasks/ids-unguessable.check.ts';
import { prove } from '../../../kit/prove.ts';

let ticks = 0;
const counter = (): (() => string) => {
  let count = 0;
  return () => `task-${(count += 1)}`;
};

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a counter': { fault: { settings: { newTaskId: counter() } } },
    'the time': { fault: { settings: { newTaskId: () => `task-${Date.now()}${(ticks += 1)}` } } },
  },
});
