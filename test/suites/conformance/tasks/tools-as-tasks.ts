// Tools that run as tasks and do one thing each: fail, break, ask.

import type { ToolSpec } from '../../../../fixtures/good/catalog/spec.ts';
import { says } from '../../../../fixtures/good/catalog/spec.ts';
import { RpcError } from '../../../../fixtures/good/protocol.ts';

const asTask = (name: string, run: ToolSpec['run']): ToolSpec => ({
  name,
  title: name,
  description: `Runs as a task: ${name}.`,
  inputSchema: { type: 'object' },
  annotations: { readOnlyHint: true },
  execution: { taskSupport: 'optional' },
  run,
});

const form = (name: string) =>
  ({
    method: 'elicitation/create',
    params: {
      message: `The ${name}?`,
      requestedSchema: { type: 'object', properties: { [name]: { type: 'string' } } },
    },
  }) as const;

export const REFUSES = asTask('refuse', () => ({ ...says('No.'), isError: true }));

export const BREAKS = asTask('break', () => {
  throw new RpcError(-32603, 'The disk is full');
});

/** Two questions at once, then a third. */
export const ASKS = asTask('inquire', async (_args, call) => {
  await call.questions({ first: form('name'), second: form('place') });
  await call.question('third', form('colour'));
  return says('Thank you.');
});

/** One question. */
export const ASKS_ONCE = asTask('wonder', async (_args, call) => {
  await call.question('only', form('name'));
  return says('Thank you.');
});
