import rule from '../../../../suites/conformance/caching/ttl-valid.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const ttl = (value: unknown) =>
  on('tools/list', (r) => {
    r.ttlMs = value;
  });

prove(rule, {
  faults: { '-1': ttl(-1), 'a text': ttl('300000'), 'a fraction': ttl(0.5), null: ttl(null) },
  stillGood: { '0': ttl(0), 'a year': ttl(31_536_000_000) },
});
