import rule from '../../../../suites/conformance/caching/scope-valid.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const scope = (method: string, value: unknown) =>
  on(method, (r) => {
    r.cacheScope = value;
  });

prove(rule, {
  faults: {
    shared: scope('tools/list', 'shared'),
    capitals: scope('resources/read', 'Public'),
    true: scope('server/discover', true),
  },
  stillGood: { private: scope('tools/list', 'private') },
});
