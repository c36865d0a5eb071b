import rule from '../../../../suites/conformance/cancellation/http-disconnect-cancels.check.ts';
import { prove } from '../../../kit/prove.ts';

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

const slow = {
  name: 'write_slowly',
  title: 'Write slowly',
  description: 'Adds a line to the notes after two seconds.',
  inputSchema: { type: 'object' },
  annotations: { readOnlyHint: true },
  run: async (_: object, call: import('../../../../fixtures/good/call.ts').Call) => {
    call.progress(0, 1);
    await pause(1_500, call.signal);
    if (!call.signal.aborted) call.server.touch('notes://today');
    return { content: [{ type: 'text', text: 'Written.' }] };
  },
};

prove(rule, {
  server: { tools: [slow] },
  options: {
    timeoutMs: 10_000,
    known: [
      {
        property: 'cancellable',
        method: 'tools/call',
        params: { name: slow.name, arguments: {}, _meta: { uri: 'notes://today', seconds: 1.5 } },
      },
    ],
  },
  faults: { 'the handler runs on': { settings: { disconnectCancels: () => false } } },
});
