// Opens a stdio server for load: finds the era with a fresh process for each, since the first message decides it.

import type { Revision } from '../../suites/kernel/revision.ts';
import { eraOf } from '../../suites/kernel/revision.ts';
import type { StdioTarget } from '../target.ts';
import { bodyText, compileStep, INITIALIZED, initializeStep, type Dress } from './dress.ts';
import { parsed } from './ask.ts';
import { freshId, stepOf } from './plain-session.ts';
import type { Opener, Reply, Speaker } from './prepare.ts';
import type { Step } from './shape.ts';
import { StdioPipe } from './stdio-pipe.ts';

export interface PipeSpeaker extends Speaker {
  readonly pipe: StdioPipe;
}

/** One process at a time: asked for the same revision again, it gives the same. */
export function stdioOpener(target: StdioTarget, timeoutMs: number): { readonly open: Opener; stop(): Promise<void> } {
  let current: PipeSpeaker | undefined;
  const open: Opener = async (revision) => {
    if (current?.pipe.open === true && eraOf(current.dress.revision) === eraOf(revision)) return current;
    await current?.pipe.stop();
    const speaker = await openPipe(new StdioPipe(target), revision, timeoutMs);
    current = typeof speaker === 'string' ? undefined : speaker;
    return speaker;
  };
  return { open, stop: async () => current?.pipe.stop() };
}

async function openPipe(pipe: StdioPipe, revision: Revision, timeoutMs: number): Promise<PipeSpeaker | string> {
  const wanted: Dress = { era: eraOf(revision), revision };
  const step = wanted.era === 'per-request' ? stepOf('server/discover') : initializeStep(revision);
  const first = await askPipe(pipe, wanted, step, freshId(), '', timeoutMs);
  if (first.result === undefined) {
    await pipe.stop();
    return pipe.complaint === '' ? first.ending : `${first.ending}; stderr: ${pipe.complaint.trim().slice(-300)}`;
  }
  if (wanted.era === 'initialize') pipe.notify(INITIALIZED);
  const chosen = first.result['protocolVersion'];
  const dress: Dress = typeof chosen === 'string' ? { ...wanted, revision: chosen as Revision } : wanted;
  return {
    pipe,
    dress,
    opening: first.result,
    ask: (asked, id, marker) => askPipe(pipe, dress, asked, id, marker, timeoutMs),
    close: async () => undefined,
  };
}

async function askPipe(
  pipe: StdioPipe,
  dress: Dress,
  step: Step,
  id: number,
  marker: string,
  timeoutMs: number,
): Promise<Reply> {
  const began = performance.now();
  const { text, failed } = await pipe.ask(id, bodyText(compileStep(step, 0, dress), id, marker), timeoutMs);
  const message = text === undefined ? undefined : parsed(text);
  const result = typeof message === 'object' && message !== null && 'result' in message ? message.result : undefined;
  const ending =
    failed === undefined ? (text ?? '').slice(0, 120) : failed === 'closed' ? 'the process ended' : 'no answer';
  const found =
    typeof result === 'object' && result !== null ? (result as Readonly<Record<string, unknown>>) : undefined;
  return { text, result: found, ms: performance.now() - began, ending };
}
