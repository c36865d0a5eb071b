import rule from '../../../../suites/conformance/resources/https-loadable.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const listed = (uri: string) =>
  on('resources/list', (r) => {
    if (r.nextCursor === undefined) r.resources.push({ uri, name: 'one' });
  });

prove(rule, {
  neverPasses: 'the good server has no https resources; on other hosts nothing is asked',
  faults: { 'a host that cannot exist': listed('https://internal.invalid/report') },
  stillGood: {
    'a page of the web': listed('https://example.com/'),
    'a scheme of its own': listed('records://internal.invalid/report'),
  },
});
