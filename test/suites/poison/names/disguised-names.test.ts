// Names in borrowed letters, and names that are simply in another language.

import { vi } from 'vitest';
import rule from '../../../../suites/poison/names/disguised-names.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

vi.setConfig({ testTimeout: 120_000 });

const named = (name: string) =>
  on('tools/list', (r) => {
    r.tools[0].name = name;
  });

prove(rule, {
  faults: {
    'Cyrillic among Latin': named('s\u0435nd_mail'),
    'Greek capitals': named('\u0391\u0392\u039f\u03a1\u03a4'),
    'full width': named('\uff44\uff45\uff4c\uff45\uff54\uff45'),
    'mathematical letters': named('\u{1d41e}\u{1d41c}\u{1d421}\u{1d428}'),
  },
  stillGood: {
    'plain ASCII': named('send_mail.v2-beta'),
    'a Japanese name': named('検索'),
    'a Russian name, of letters that imitate none': named('текст'),
    'a Russian name with a Russian description': on('tools/list', (r) => {
      r.tools[0].name = 'хор';
      r.tools[0].description = 'Возвращает состав хора.';
    }),
    'a Russian parameter': on('tools/list', (r) => {
      r.tools[0].inputSchema.properties['текст'] = { type: 'string', description: 'Что переводить' };
    }),
  },
});
