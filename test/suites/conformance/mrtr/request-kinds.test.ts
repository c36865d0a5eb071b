import rule from '../../../../suites/conformance/mrtr/request-kinds.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name', 'review'] },
  faults: {
    'a list asked for': on('tools/call', (r) => {
      if (r.inputRequests) r.inputRequests.tools = { method: 'tools/list', params: {} };
    }),
    'the same key twice': {
      out: (message) => {
        const text = JSON.stringify(message);
        return text.includes('"inputRequests":{"')
          ? `${text.replace('"inputRequests":{"', '"inputRequests":{"name":{"method":"roots/list"},"name":{"method":"roots/list"},"')}\n`
          : message;
      },
    },
  },
});
