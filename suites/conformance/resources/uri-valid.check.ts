// A resource URI that is no URI cannot be stored, compared or taken apart.

import { contentBlocks } from '../../artifacts/content-blocks.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { resourceContents } from '../../artifacts/resource-contents.ts';
import { resources } from '../../artifacts/resources.ts';
import { uriFault } from '../../artifacts/uri.ts';
import { check } from '../../kernel/check.ts';
import type { Where } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';

interface Place {
  readonly uri: unknown;
  readonly where: Where;
}

const below = (where: Where, path: string): Where => ({ ...where, pointer: `${where.pointer ?? ''}${path}` });

export default check({
  title: 'Resource URIs follow RFC 3986',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.uri-valid', 'resources.custom-scheme-rfc3986', 'resources.uri-rfc3986'],
  why: 'Clients parse the URI to find scheme and name; what no parser takes is dropped, or opens something else.',
  fix: 'Escape blanks and special signs with %XX, and use a scheme of letters, digits, + - . only.',
  touch: 'passive',
  needs: { resources, resourceContents, contentBlocks, notifications },
  judge: (views) => {
    const places: readonly Place[] = [
      ...views.resources
        .everywhere()
        .map((item) => ({ uri: member(item.value, 'uri'), where: below(item.where, '/uri') })),
      ...views.resourceContents
        // Contents repeat the URI that was asked for, which may be a wrong one of ours.
        .filter(({ exchange, uri, value }) => exchange.sent.deliberate === undefined && value['uri'] !== uri)
        .map(({ value, where }) => ({ uri: value['uri'], where: below(where, '/uri') })),
      ...views.contentBlocks.flatMap((block): readonly Place[] => {
        if (block.type === 'resource_link') return [{ uri: block.value['uri'], where: below(block.where, '/uri') }];
        if (block.type !== 'resource') return [];
        return [{ uri: member(block.value['resource'], 'uri'), where: below(block.where, '/resource/uri') }];
      }),
      ...views.notifications
        .of('notifications/resources/updated')
        .map((one) => ({ uri: one.params['uri'], where: below(one.where, '/params/uri') })),
    ];
    return judgeEach(
      places.filter((place): place is Place & { readonly uri: string } => typeof place.uri === 'string'),
      ({ uri, where }) => {
        const fault = uriFault(uri);
        return fault === undefined
          ? undefined
          : {
              at: [where],
              got: `${brief(uri, 80)}: ${fault}`,
              want: 'a URI with a scheme (RFC 3986)',
              key: brief(uri, 80),
            };
      },
      'no resource URI was seen',
    );
  },
});
