import rule from '../../../../suites/conformance/resources/listed-readable.check.ts';
import { error, instead, on, onError } from '../../../../fixtures/faults/on.ts';
import { live } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

const ghost = on('resources/list', (r) => {
  if (r.nextCursor === undefined) r.resources.push({ uri: 'notes://ghost', name: 'ghost' });
});

prove(rule, {
  faults: {
    'a resource on the last page whose read fails with not found': live(ghost),
    'not found in the words that others have too': live(
      instead('resources/read', (params, ctx, next) =>
        ctx.era === 'initialize' && params.uri === 'notes://today'
          ? error(-32002, 'Resource not found')
          : params.uri === 'notes://today'
            ? error(-32602, 'Resource not found')
            : next(),
      ),
    ),
  },
  stillGood: {
    'a web address': live(
      on('resources/list', (r) => {
        r.resources.push({ uri: 'https://example.com/x', name: 'x' });
      }),
    ),
    'no rights': live(
      instead('resources/read', (params, _, next) =>
        params.uri === 'notes://today' ? error(-32001, 'Forbidden') : next(),
      ),
    ),
    'a source that is down': live(
      instead('resources/read', (params, _, next) =>
        params.uri === 'notes://today' ? error(-32603, 'Upstream unreachable') : next(),
      ),
    ),
    'other words for what is missing': onError('resources/read', (one) => {
      one.message = 'gone';
    }),
  },
});
