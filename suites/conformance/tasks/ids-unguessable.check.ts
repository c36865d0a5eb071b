// Whoever knows the id of a task can read its result.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf, CLIENT_CHOSEN } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

/** A counter, a timestamp, or ids in which hardly anything changes; what is left open is left unsaid. */
function weakness(ids: readonly string[]): string | undefined {
  const numbers = ids.map((id) => Number(/(\d+)\D*$/u.exec(id)?.[1] ?? Number.NaN));
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? Number.NaN));
  const rest = new Set(ids.map((id) => id.replace(/\d+(\D*)$/u, '$1')));
  if (rest.size === 1 && steps.every((step) => step >= 0 && step < 5_000))
    return `ids that count or tell the time: ${ids.slice(-3).join(', ')}`;
  const length = Math.max(...ids.map((id) => id.length));
  let varying = 0;
  for (let index = 0; index < length; index += 1) if (new Set(ids.map((id) => id[index])).size > 1) varying += 1;
  return varying < 8 ? `ids that differ in ${varying} places: ${ids.slice(-2).join(', ')}` : undefined;
}

export default check({
  title: 'Task ids are unique and cannot be guessed',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['tasks.id-unique', 'tasks.id-unguessable'],
  why: 'A counter or a timestamp lets anybody read the results of others.',
  fix: 'Use 128 bits from a cryptographic source (a random UUID).',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => {
    const created = lives.all.filter((exchange) => taskOf(exchange) !== undefined && exchange.method === 'tools/call');
    const ids = created.flatMap((exchange) => {
      const id = taskOf(exchange)?.['taskId'];
      return typeof id === 'string' && id !== CLIENT_CHOSEN ? [{ id, exchange }] : [];
    });
    if (ids.length < 5) return { seen: 0, findings: [], note: 'no call became a task' };
    const twice = ids.filter(({ id }, index) => ids.findIndex((other) => other.id === id) !== index);
    const weak = weakness(ids.map(({ id }) => id));
    const last = ids.at(-1);
    return {
      seen: ids.length,
      findings: [
        ...twice.slice(0, 1).map(({ id, exchange }) => ({
          at: [at(exchange, 'result')],
          got: `the id ${brief(id, 40)} twice`,
          want: 'an id of its own for each task',
          key: 'twice',
        })),
        ...(weak === undefined || last === undefined
          ? []
          : [{ at: [at(last.exchange, 'result')], got: weak, want: '128 random bits', key: 'guessable' }]),
      ],
    };
  },
});
