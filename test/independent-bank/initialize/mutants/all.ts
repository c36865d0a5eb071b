// Every mutant, by area.

import type { Mutant } from '../mutant.ts';
import { elicitation } from './elicitation.ts';
import { progress, cancellation, ping } from './flow.ts';
import { overHttp, sessions, lines } from './http.ts';
import { jsonrpc } from './jsonrpc.ts';
import { lifecycle } from './lifecycle.ts';
import { logging } from './logging.ts';
import { prompts, completion, pagination } from './prompts.ts';
import { resources } from './resources.ts';
import { sampling, roots } from './sampling.ts';
import { schemas } from './schemas.ts';
import { streams } from './streams.ts';
import { tasks } from './tasks.ts';
import { tools } from './tools.ts';

export const mutants: readonly Mutant[] = [
  ...lifecycle,
  ...jsonrpc,
  ...overHttp,
  ...streams,
  ...sessions,
  ...lines,
  ...tools,
  ...resources,
  ...prompts,
  ...completion,
  ...logging,
  ...pagination,
  ...progress,
  ...cancellation,
  ...ping,
  ...tasks,
  ...elicitation,
  ...sampling,
  ...roots,
  ...schemas,
];
