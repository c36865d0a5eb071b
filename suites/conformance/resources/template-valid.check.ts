// A template that cannot be expanded offers nothing.

import { text } from '../../artifacts/listing.ts';
import { resourceTemplates } from '../../artifacts/resource-templates.ts';
import { templateFault } from '../../artifacts/uri.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'URI templates follow RFC 6570',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.template-valid', 'resources.template-rfc6570'],
  why: 'Clients expand the template with a library for RFC 6570, which refuses it or gives a wrong URI.',
  fix: 'Close every brace, name variables with letters, digits and underscore, and escape blanks.',
  touch: 'passive',
  needs: { resourceTemplates },
  judge: ({ resourceTemplates: list }) =>
    judgeEach(
      list.everywhere().filter((item) => text(item, 'uriTemplate') !== undefined),
      (item) => {
        const template = text(item, 'uriTemplate') ?? '';
        const fault = templateFault(template);
        return fault === undefined
          ? undefined
          : {
              at: [{ ...item.where, pointer: `${item.where.pointer ?? ''}/uriTemplate` }],
              got: `${brief(template, 80)}: ${fault}`,
              want: 'a URI template (RFC 6570)',
              key: brief(template, 80),
            };
      },
      'no resource template is listed',
    ),
});
