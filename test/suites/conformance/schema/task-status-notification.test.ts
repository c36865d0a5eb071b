import rule from '../../../../suites/conformance/schema/task-status-notification.check.ts';
import { prove } from '../../../kit/prove.ts';
import type { FaultContext } from '../../../../fixtures/good/fault.ts';
import { notification, says } from './said.ts';

const late = ({ revision }: FaultContext): boolean => revision === '2026-07-28';
const name = (ctx: FaultContext): string => (late(ctx) ? 'notifications/tasks' : 'notifications/tasks/status');
const task = (ctx: FaultContext) => ({
  taskId: 't',
  status: 'working',
  createdAt: '2025-11-25T10:30:00Z',
  lastUpdatedAt: '2025-11-25T10:30:00Z',
  [late(ctx) ? 'ttlMs' : 'ttl']: null,
});

prove(rule, {
  neverPasses: 'this rule alone asks for no task',
  faults: {
    'three members': says((ctx) => notification(name(ctx), { taskId: 't', status: 'working' })),
    'the task in a wrapper': says((ctx) => notification(name(ctx), { task: task(ctx) })),
    'a status of its own': says((ctx) => notification(name(ctx), { ...task(ctx), status: 'done' })),
  },
  stillGood: { 'the whole task': says((ctx) => notification(name(ctx), task(ctx))) },
});
