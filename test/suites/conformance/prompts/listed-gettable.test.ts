import rule from '../../../../suites/conformance/prompts/listed-gettable.check.ts';
import { error, instead, on, onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { live } from '../circumstances.ts';

prove(rule, {
  faults: {
    'a prompt on the last page that cannot be got': live(
      on('prompts/list', (r) => {
        if (r.nextCursor === undefined) r.prompts.push({ name: 'ghost' });
      }),
    ),
    'a prompt with arguments that cannot be got': live(
      on('prompts/list', (r) => {
        if (r.nextCursor === undefined) r.prompts.push({ name: 'ghost', arguments: [{ name: 'a', required: true }] });
      }),
    ),
  },
  stillGood: {
    'arguments that are refused, in other words': live(
      instead('prompts/get', (params, _, next) =>
        params.name === 'greet' ? error(-32602, 'language must be one of de, en') : next(),
      ),
    ),
    'the same bare words for everything': live(
      instead('prompts/get', (params, _, next) => (params.name === 'greet' ? error(-32602, 'Invalid params') : next())),
    ),
    'a source that is down': live(
      instead('prompts/get', (params, _, next) =>
        params.name === 'describe' ? error(-32603, 'Upstream unreachable') : next(),
      ),
    ),
    'another code for unknown names': onError('prompts/get', (one) => {
      one.code = -32603;
    }),
  },
});
