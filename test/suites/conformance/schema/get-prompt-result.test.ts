import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/get-prompt-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a role of its own': on('prompts/get', (r) => {
      if (r.messages) r.messages[0].role = 'system';
    }),
    'content as a list': on('prompts/get', (r) => {
      if (r.messages) r.messages[0].content = [r.messages[0].content];
    }),
    'content as text': on('prompts/get', (r) => {
      if (r.messages) r.messages[0].content = 'hello';
    }),
    'no messages': on('prompts/get', (r) => {
      delete r.messages;
    }),
  },
  stillGood: {
    'an empty conversation': on('prompts/get', (r) => {
      r.messages = [];
    }),
  },
});
