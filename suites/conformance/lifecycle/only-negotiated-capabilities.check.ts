// What the client did not declare is not asked of it, and what the server did not declare it does not send.
//
// Sampling, elicitation, roots, list changes and log messages have rules of their own; here are tasks.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, isObject, member } from '../../kernel/look.ts';
import type { Frame, JsonObject, Recording } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { modest } from '../../artifacts/modest.ts';

/** `tasks.requests.sampling.createMessage` for `sampling/createMessage`, and so on. */
function declared(method: string, capabilities: JsonObject): boolean {
  const [area = '', action = ''] = method.split('/');
  return member(member(member(member(capabilities, 'tasks'), 'requests'), area), action) !== undefined;
}

function wrong(frame: Frame, client: JsonObject, { capabilities }: Recording): Finding | undefined {
  const method = member(frame.json, 'method');
  if (typeof method !== 'string') return undefined;
  const isRequest = member(frame.json, 'id') !== undefined;
  if (isRequest && isObject(member(member(frame.json, 'params'), 'task')) && !declared(method, client))
    return {
      at: [atFrame(frame, 'params', 'task')],
      got: `${brief(method)} as a task`,
      want: 'no task: the client declares no tasks for this request',
      key: `task: ${method}`,
    };
  if (method === 'notifications/tasks/status' && member(capabilities, 'tasks') === undefined)
    return { at: [atFrame(frame, 'method')], got: method, want: 'the tasks capability, declared', key: method };
  return undefined;
}

export default check({
  title: 'Tasks are used only where both sides negotiated them',
  level: 'must',
  levels: { '2024-11-05': 'should', '2025-03-26': 'should' },
  revisions: STATEFUL,
  requirements: ['lifecycle.only-negotiated-capabilities', 'lifecycle.only-negotiated-capabilities-should'],
  why: 'A client without tasks answers such a request as a plain one, or refuses it; the server then waits for a task that never was.',
  fix: 'Look at the tasks capability of the client before sending a request as a task, and declare your own before sending task notifications.',
  touch: 'probing',
  needs: { modest, knownCalls },
  judge: (_views, { recording }) => {
    const clients = new Map(recording.lanes.map(({ id, clientCapabilities }) => [id, clientCapabilities]));
    const findings = new Map<string, Finding>();
    for (const frame of recording.frames) {
      const client = frame.origin === 'target' ? clients.get(frame.lane) : undefined;
      const found = client === undefined ? undefined : wrong(frame, client, recording);
      if (found !== undefined && !findings.has(found.key ?? '')) findings.set(found.key ?? '', found);
    }
    return { seen: recording.lanes.length, findings: [...findings.values()] };
  },
});
