// Tools that run as tasks where the client declares the extension.

import type { Ask, JobTool } from './jobs.ts';
import { ask as askFirst, fitsForm, needs } from './input.ts';
import { say } from './tools.ts';
import { type Obj, pause, Refusal, type Tool } from './words.ts';

const job = (
  name: string,
  description: string,
  work: JobTool['work'],
  run: Tool['run'] = () => say('Done at once.'),
): JobTool => ({
  name,
  definition: {
    name,
    description,
    inputSchema: { type: 'object', properties: {} },
    annotations: { readOnlyHint: true },
  },
  job: true,
  run,
  work,
});

const FORM: Obj = { type: 'object', properties: { pages: { type: 'integer', minimum: 1 } }, required: ['pages'] };

const question = (message: string): Obj => ({
  method: 'elicitation/create',
  params: { mode: 'form', message, requestedSchema: FORM },
});

async function bothAsked(_args: Obj, call: Parameters<Tool['run']>[1], ask: Ask): Promise<Obj> {
  const same = call.server.lax('same-key');
  await pause(60);
  const first = ask(same ? 'input' : 'pages-first', question('How many pages?'));
  if (same) await first;
  await Promise.all([first, ask(same ? 'input' : 'pages-second', question('And how many of the annex?'))]);
  await ask(same ? 'input' : 'pages-third', question('And of the index?'));
  return say('A report of your size.');
}

const GO: Obj = { type: 'object', properties: { go: { type: 'boolean' } }, required: ['go'] };
const GO_ON: Obj = {
  method: 'elicitation/create',
  params: { mode: 'form', message: 'Shall I go on?', requestedSchema: GO },
};

const noData = (): Obj => say('No data for that day.', { isError: true });

export const reports = (): JobTool[] => [
  job('report_short', 'Writes a short report.', async () => (await pause(150), say('A short report.'))),
  job('report_asked', 'Writes a report as long as you wish.', bothAsked),
  job('report_torn', 'Reports on a year without data.', async () => {
    await pause(50);
    throw new Refusal(-32603, 'No data');
  }),
  job('report_empty', 'Reports on a day without data.', async () => (await pause(50), noData()), noData),
  job('report_long', 'Writes a report for as long as you let it.', async (_args, call) => {
    for (let turn = 0; turn < 100 && !call.signal.aborted; turn += 1) await pause(100);
    return say('A long report.');
  }),
  job(
    'report_full',
    'Writes the full report, as a task only.',
    async () => (await pause(100), say('The full report.')),
  ),
  job(
    'report_agreed',
    'Asks whether to go on, then writes a report.',
    async (_args, call, ask) => {
      if (call.server.lax('task-first')) await ask('go', GO_ON);
      await pause(50);
      return say('As agreed.');
    },
    (_args, call) => {
      needs(call, 'elicitation', 'form');
      if (!call.server.lax('task-first')) askFirst(call, { go: GO_ON }, fitsForm(GO, call.server));
      return say('As agreed, at once.');
    },
  ),
];
