import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/read-resource-result.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'content in place of contents': on('resources/read', (r) => {
      r.content = r.contents;
      delete r.contents;
    }),
    'no uri': on('resources/read', (r) => {
      for (const c of r.contents ?? []) delete c.uri;
    }),
    'neither text nor blob': on('resources/read', (r) => {
      for (const c of r.contents ?? []) {
        delete c.text;
        delete c.blob;
      }
    }),
    'an object as text': on('resources/read', (r) => {
      for (const c of r.contents ?? []) {
        c.text = {};
        delete c.blob;
      }
    }),
  },
  stillGood: {
    'nothing in it': on('resources/read', (r) => {
      r.contents = [];
    }),
    'members of its own': on('resources/read', (r) => {
      r.contents[0].extra = null;
    }),
  },
});
