import rule from '../../../../suites/conformance/elicitation/declined-not-accepted.check.ts';
import { onReply } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const declined = (text: string) =>
  onReply('tools/call', (reply) => {
    const [block] = reply.result?.content ?? [];
    if (block?.text === 'No name given.') block.text = text;
  });

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'a greeting of nobody': declined('Hello, undefined.'),
    'a greeting with a hole': declined('Hello, .'),
  },
  stillGood: { 'a greeting that does without': declined('Hello, stranger.') },
});
