// The shape that all rules on definitions share: each owner that is refused is reported by the rule of its leading topic.

import type { Check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { doubts, findingOf, leadingTopic } from './doubts.ts';
import type { Topic } from './signals/signal.ts';

export const OWASP = 'https://owasp.org/www-project-mcp-top-10/';

const needs = { doubts };

export interface TopicRule {
  readonly topic: Topic;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly tags: readonly string[];
}

export function topicRule(rule: TopicRule): Check<typeof needs> {
  return {
    title: rule.title,
    level: 'must',
    revisions: ALL,
    requirements: [],
    why: rule.why,
    fix: rule.fix,
    url: () => OWASP,
    tags: rule.tags,
    touch: 'passive',
    needs,
    judge: (views) => ({
      seen: views.doubts.length,
      findings: views.doubts
        .filter(({ assessment }) => assessment.doubt === 'refuse' && leadingTopic(assessment) === rule.topic)
        .map(({ owner, assessment }) => findingOf(owner, assessment, rule.title)),
      note: 'the target lists nothing and says nothing of itself',
    }),
  };
}
