// The proof of access/callers/tasks-own.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('tasks-own', {
  faults: {
    'tasks are looked up by their id alone': { server: { taskAny: true }, key: 'alice to bob' },
    'in the initialize era': { server: { taskAny: true }, revisions: ['2025-11-25'], key: 'alice to bob' },
    'in the per-request era': { server: { taskAny: true }, revisions: ['2026-07-28'], key: 'alice to bob' },
  },
  stillGood: {
    'a server that asks who asks': {},
  },
});
