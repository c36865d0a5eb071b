// A result is of a type that both sides know.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const TASKS = 'io.modelcontextprotocol/tasks';

/** Types of other extensions are theirs to name, so with one advertised any type may be right. */
function isKnown(type: string, capabilities: JsonObject): boolean {
  if (type === 'complete' || type === 'input_required') return true;
  const extensions = member(capabilities, 'extensions');
  const names = isObject(extensions) ? Object.keys(extensions) : [];
  return type === 'task' ? names.includes(TASKS) : names.some((name) => name !== TASKS);
}

export default check({
  title: 'resultType is complete, input_required, or a type of an advertised extension',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.result-type-known'],
  why: 'A client cannot read a result of a type it has never heard of and has to fail the call.',
  fix: 'Use "complete" or "input_required"; advertise the extension whose type you use.',
  touch: 'passive',
  needs: { messages, knownCalls },
  judge: ({ messages: { responses } }, { recording }) =>
    judgeEach(
      responses.filter(
        ({ revision, message }) =>
          revision === '2026-07-28' && typeof member(member(message, 'result'), 'resultType') === 'string',
      ),
      (found) => {
        const type = member(member(found.message, 'result'), 'resultType') as string;
        if (isKnown(type, recording.capabilities)) return undefined;
        return {
          at: [placeOf(found, '/result/resultType')],
          got: `resultType ${brief(type, 60)} from ${found.method ?? 'a request'}`,
          want: 'complete or input_required',
          key: brief(type, 40),
        };
      },
      'no result was seen',
    ),
});
