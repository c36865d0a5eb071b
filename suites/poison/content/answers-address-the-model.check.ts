// Tool results, error messages, prompts, resources and sampling requests reach the model as well as definitions do.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { answerDoubts, findingOf } from '../doubts.ts';
import type { DoubtedAnswer } from '../doubts.ts';
import { REFUSE } from '../assess.ts';
import { OWASP } from '../topic-rule.ts';

/** What content may speak of: results quote commands and attacks, and prompts are instructions by their nature. */
const TELLING = new Set(['concealment', 'exfiltration', 'paths', 'unicode', 'terminal', 'markup', 'encoding', 'links']);

/** How any page is written: a comment, a script, an element that is shown later. Orders within them count as ever. */
const PAGE = /^\s{0,40}(?:<!doctype html|<html|<svg|<\?xml)\b/iu;
const USUAL_IN_PAGES = new Set(['html-comment', 'hidden-element', 'script']);

function telling({ answer, assessment }: DoubtedAnswer): boolean {
  const orders = answer.kind !== 'prompt';
  const score = assessment.signs
    .filter((sign) => !(USUAL_IN_PAGES.has(sign.signal) && PAGE.test(sign.in.text)))
    .filter(
      (sign) => TELLING.has(sign.topic) || (orders && sign.topic === 'instructions') || sign.topic === 'shadowing',
    )
    .reduce((sum, sign) => sum + Math.max(0, sign.weight), 0);
  return assessment.doubt === 'refuse' && score >= REFUSE;
}

export default check({
  title: 'No answer gives orders to the model or hides text from people',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'An answer lands in the context like a description does, but later, when nobody reviews it any more: the usual way of an injection that waits for its first call.',
  fix: 'Find where the text comes from. Take it out of the server, or mark and quote what comes from others, and strip invisible characters and escapes from it.',
  url: () => OWASP,
  tags: ['owasp:MCP06', 'owasp:MCP10'],
  touch: 'passive',
  needs: { answers: answerDoubts },
  judge: ({ answers }) => ({
    seen: answers.length,
    findings: answers.filter(telling).map(({ answer, assessment }) =>
      findingOf(
        {
          kind: answer.kind === 'prompt' ? 'prompt' : answer.kind === 'resource' ? 'resource' : 'tool',
          name: answer.from,
        },
        assessment,
        'content that informs and does not command',
      ),
    ),
    note: 'nothing was answered: allow calls with --calls, or give the server a prompt or a resource',
  }),
});
