import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/icon-source.check.ts';
import { prove } from '../../../kit/prove.ts';

const icon = (src: string) =>
  on('tools/list', (r) => {
    r.tools[0].icons = [{ src }];
  });

prove(rule, {
  faults: {
    'a file': icon('file:///etc/icon.png'),
    'a script': icon('javascript:alert(1)'),
    'a data: URI without Base64': icon('data:image/svg+xml,%3Csvg%3E'),
  },
  stillGood: {
    https: icon('https://example.com/i.png'),
    http: icon('http://example.com/i.png'),
    'a data: URI': icon('data:image/png;base64,AAAA'),
    'a data: URI with a charset': icon('data:image/svg+xml;charset=utf-8;base64,AAAA'),
  },
});
