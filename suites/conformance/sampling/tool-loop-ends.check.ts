// A model that asks for tools without end must not keep the server and the bill running.

import { dialogues, ROUNDS } from '../../artifacts/dialogues.ts';
import { questions, type Question, type Questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

const asksWithTools = (asked: Questions, lane: string): boolean =>
  asked
    .of('sampling/createMessage')
    .some((question) => question.lane === lane && Array.isArray(question.params['tools']));

/** On stdio no request of the target names its call; this one was made alone on its connection. */
function belongs({ exchange, lane, place }: Question, rounds: readonly Exchange[], end: Exchange): boolean {
  if (exchange !== undefined) return rounds.includes(exchange);
  const seq = Number(/^f(\d+)$/u.exec(place().exchange)?.[1]);
  return lane === end.lane && seq > end.sent.seq && seq < (end.response?.seq ?? Infinity);
}

export default check({
  title: 'Tool loops in sampling end after a limited number of rounds',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['sampling.iterations-limited', 'sampling.iteration-limit'],
  why: 'Each round costs the client a model call; without a limit a confused model never stops.',
  fix: 'Count the rounds and end the call, or send toolChoice none, after a limit.',
  touch: 'probing',
  enabledBy: { known: 'samples' },
  needs: { questions, dialogues },
  judge: ({ dialogues: played, questions: asked }) =>
    judgeEach(
      played.of('sampling', 'tool use').filter(({ end }) => asksWithTools(asked, end.lane)),
      ({ end, rounds, call }) => {
        const between = asked.of('sampling/createMessage').filter((question) => belongs(question, rounds, end));
        const count = Math.max(between.length, rounds.length);
        const endless = count >= ROUNDS || end.outcome === 'timeout';
        return endless
          ? {
              at: [at(end)],
              got: `${count} rounds of tool use and no end`,
              want: 'an end after a limited number of rounds',
              key: String(call),
            }
          : undefined;
      },
      'no sampling request offered tools',
    ),
});
