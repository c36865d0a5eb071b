import rule from '../../../../suites/conformance/caching/hints-present.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const without = (method: string, ...names: readonly string[]) =>
  on(method, (r) => {
    for (const name of names) delete r[name];
  });

prove(rule, {
  faults: {
    'none in the discovery result': without('server/discover', 'ttlMs', 'cacheScope'),
    'no cacheScope on tools/list': without('tools/list', 'cacheScope'),
    'no ttlMs on prompts/list': without('prompts/list', 'ttlMs'),
    'no ttlMs on resources/list': without('resources/list', 'ttlMs'),
    'no ttlMs on resources/templates/list': without('resources/templates/list', 'ttlMs'),
    'none on resources/read': without('resources/read', 'ttlMs', 'cacheScope'),
    'none on the last page': on('tools/list', (r) => {
      if (r.nextCursor === undefined) delete r.ttlMs;
    }),
  },
  stillGood: {
    'nothing may be kept': on('tools/list', (r) => {
      r.ttlMs = 0;
    }),
  },
});
