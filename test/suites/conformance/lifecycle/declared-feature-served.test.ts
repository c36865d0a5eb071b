import rule from '../../../../suites/conformance/lifecycle/declared-feature-served.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'prompts declared and missing': instead('prompts/list', () => error(-32601, 'Method not found')),
    'subscriptions declared and missing': instead('resources/subscribe', () => error(-32601, 'Method not found')),
  },
  stillGood: {
    'a server with tools alone': where(
      {},
      { features: { prompts: false, resources: false, completions: false, logging: false, tasks: false } },
    ),
    'subscriptions refused for an unknown resource': instead('resources/subscribe', () =>
      error(-32002, 'Resource not found'),
    ),
  },
});
