import rule from '../../../../suites/conformance/prompts/list-changed-sent.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const known = [
  { property: 'changes-list', method: 'tools/call', params: { name: 'change_lists', arguments: { list: 'prompts' } } },
];

prove(rule, {
  options: { known, allow: ['change_lists'] },
  faults: {
    'the list changes and nothing is said': {
      out: (message) => (message.method === 'notifications/prompts/list_changed' ? undefined : message),
    },
  },
  stillGood: {
    'the list does not change': where({}, { options: { known: [] } }),
    'not declared': where({}, { features: { listChanged: false } }),
  },
});
