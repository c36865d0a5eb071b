import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/create-task-result.check.ts';
import { prove } from '../../../kit/prove.ts';

const TASK = {
  taskId: 't',
  status: 'working',
  createdAt: '2025-11-25T10:30:00Z',
  lastUpdatedAt: '2025-11-25T10:30:00Z',
};

/** A call answered with a task, in the way of the revision, after this change. */
const made = (change: (task: Loose, late: boolean) => void) =>
  on('tools/call', (_, { revision }) => {
    const late = revision === '2026-07-28';
    const task: Loose = { ...TASK, [late ? 'ttlMs' : 'ttl']: 60_000 };
    change(task, late);
    return late ? { resultType: 'task', ...task } : { task };
  });

prove(rule, {
  options: { allow: ['status'] },
  neverPasses: 'this rule alone asks for no task',
  faults: {
    'no status': made((task) => {
      delete task.status;
    }),
    'a status of its own': made((task) => {
      task.status = 'running';
    }),
    'text as ttl': made((task, late) => {
      task[late ? 'ttlMs' : 'ttl'] = 'long';
    }),
  },
  stillGood: {
    'without end': made((task, late) => {
      task[late ? 'ttlMs' : 'ttl'] = null;
    }),
  },
});
