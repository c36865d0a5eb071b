import rule from '../../../../suites/conformance/prompts/embedded-resource-complete.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const embedded = (change: (resource: Record<string, unknown>) => void) =>
  on('prompts/get', (r) => {
    for (const { content } of r.messages ?? []) if (content.type === 'resource') change(content.resource);
  });

prove(rule, {
  faults: {
    'no mimeType': embedded((resource) => {
      delete resource.mimeType;
    }),
    'no text and no blob': embedded((resource) => {
      delete resource.text;
    }),
    'a uri without a scheme': embedded((resource) => {
      resource.uri = 'today';
    }),
    'a blob that is none': embedded((resource) => {
      resource.blob = '0xfff';
    }),
  },
  stillGood: {
    'an empty text': embedded((resource) => {
      resource.text = '';
    }),
  },
});
