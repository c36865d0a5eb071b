// An answer is found by its id, and an id is a string or a number: anything else was never asked with.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import type { Finding } from '../../kernel/check.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, member } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';

/** Ids we asked with, wrong ones included: sending one back is no fault of the target. */
function ourIds(recording: Recording): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { origin, json } of recording.frames) {
    if (origin !== 'harness') continue;
    for (const part of Array.isArray(json) ? (json as readonly unknown[]) : [json]) {
      const id = member(part, 'id');
      if (typeof id === 'object' || typeof id === 'boolean') ids.add(JSON.stringify(id));
    }
  }
  return ids;
}

const kindOf = (id: unknown): string => (id === null ? 'null' : Array.isArray(id) ? 'array' : typeof id);

export default check({
  title: 'The id of a response is a string or a number',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.response-id-echo', 'jsonrpc.result-id-echo', 'jsonrpc.error-id-type'],
  why: 'No request has such an id: clients drop the answer or end the connection, and whoever asked waits.',
  fix: 'Send back the id as it came; only an error whose request could not be read has null, or none.',
  touch: 'passive',
  needs: { messages, knownCalls },
  judge: ({ messages: { responses } }, { recording }) => {
    const ours = ourIds(recording);
    const found = new Map<string, Finding>();
    for (const response of responses) {
      const { message, kind } = response;
      if (!isObject(message) || !Object.hasOwn(message, 'id')) continue;
      const { id } = message;
      const right = typeof id === 'string' || typeof id === 'number' || (id === null && kind === 'error');
      const key = `${kind} ${kindOf(id)}`;
      if (right || found.has(key) || ours.has(JSON.stringify(id))) continue;
      const want = kind === 'error' ? 'the id of the request, or null' : 'the id of the request';
      found.set(key, { at: [placeOf(response, '/id')], got: `the ${kind} has the id ${brief(id, 40)}`, want, key });
    }
    return { seen: responses.length, findings: [...found.values()], note: 'no response was seen' };
  },
});
