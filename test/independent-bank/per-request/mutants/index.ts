// The whole bank: every entry of the inventory of this era that a black box could see, with its fault.

import type { Bank } from '../plant.ts';
import { AUTHORIZATION } from './authorization.ts';
import { COMPLETION, PAGINATION, PROMPTS, RESOURCES, TOOLS } from './features.ts';
import { JSONRPC, LIFECYCLE } from './lifecycle.ts';
import { ELICITATION, MRTR, ROOTS, SAMPLING } from './questions.ts';
import { SCHEMA } from './shapes.ts';
import { CACHING, LOGGING, SUBSCRIPTIONS } from './streams.ts';
import { TASKS } from './tasks.ts';
import { CANCELLATION, HTTP, PROGRESS, STDIO } from './transports.ts';

export const BANK: Bank = {
  ...LIFECYCLE,
  ...JSONRPC,
  ...HTTP,
  ...STDIO,
  ...TOOLS,
  ...RESOURCES,
  ...PROMPTS,
  ...COMPLETION,
  ...LOGGING,
  ...PAGINATION,
  ...CACHING,
  ...PROGRESS,
  ...CANCELLATION,
  ...SUBSCRIPTIONS,
  ...MRTR,
  ...ELICITATION,
  ...SAMPLING,
  ...ROOTS,
  ...TASKS,
  ...SCHEMA,
  ...AUTHORIZATION,
};
