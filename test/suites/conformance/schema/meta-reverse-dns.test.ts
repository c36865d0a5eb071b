import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/meta-reverse-dns.check.ts';
import { prove } from '../../../kit/prove.ts';

const keyed = (key: string) =>
  on('tools/list', (r) => {
    r._meta = { ...r._meta, [key]: 1 };
  });

prove(rule, {
  faults: {
    'example.com/trace': keyed('example.com/trace'),
    'tools.example.org/x': keyed('tools.example.org/x'),
  },
  stillGood: {
    'com.example/trace': keyed('com.example/trace'),
    'dev.acme.tools/x': keyed('dev.acme.tools/x'),
    'acme/x': keyed('acme/x'),
    trace: keyed('trace'),
    'io.github/x': keyed('io.github/x'),
  },
});
