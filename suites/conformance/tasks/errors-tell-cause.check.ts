// «Receivers SHOULD provide informative error messages to describe the cause of errors» (tasks#error-handling).
//
// What is informative nobody defines. No doubt is left where two different causes, a task that is unknown and one that is
// over, get the same words, and those name no cause at all.

import { taskLives } from '../../artifacts/task-lives.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, errorOf, member } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

/** Words that say that there was an error, or where, and never which. */
const EMPTY_WORDS =
  /^(?:an?|the|is|was|has|have|in|of|with|by|an|error|errors|err|invalid|bad|wrong|param|params|parameter|parameters|argument|arguments|request|failed|failure|fail|internal|server|rpc|json|mcp|code|message|occurred|something|went|unexpected|unable|could|cannot|can|not|be|processed|exception|oops|sorry|\d+)$/u;

/** Message and data, without the id that was asked for. */
function words(exchange: Exchange): readonly string[] {
  const error = errorOf(exchange);
  const id = member(member(exchange.sent.json, 'params'), 'taskId');
  const text = `${String(error?.message ?? '')} ${error?.data === undefined ? '' : JSON.stringify(error.data)}`;
  const bare = typeof id === 'string' ? text.replaceAll(id, ' ') : text;
  return bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

export default check({
  title: 'Errors of tasks say what is wrong',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.errors-informative'],
  why: 'Whoever reads the error has to know whether the task is gone, was never there, or is over already.',
  fix: 'Name the cause in the message: that no task has the id, or which terminal status the task has.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => {
    const refused = (exchanges: readonly Exchange[]): Exchange | undefined =>
      exchanges.find((exchange) => errorOf(exchange) !== undefined);
    const unknown = refused(lives.startingWith('unknown '));
    const over = refused([...lives.of('cancel finished'), ...lives.of('cancel again')]);
    if (unknown === undefined || over === undefined)
      return { seen: 0, findings: [], note: 'no two different errors of tasks were seen' };
    const [one, two] = [words(unknown), words(over)];
    const empty = one.join(' ') === two.join(' ') && one.every((word) => EMPTY_WORDS.test(word));
    const finding: Finding = {
      at: [at(unknown, 'error', 'message'), at(over, 'error', 'message')],
      got: `${brief(errorOf(unknown)?.message ?? '', 80)} for an unknown task, and for one that is over`,
      want: 'messages that name the cause',
      key: 'same',
    };
    return { seen: 2, findings: empty ? [finding] : [] };
  },
});
