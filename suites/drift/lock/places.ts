// Where in a recording a change is to be seen: the item in its list, the field in it, or the list it is missing from.

import { prompts } from '../../artifacts/prompts.ts';
import { resourceTemplates } from '../../artifacts/resource-templates.ts';
import { resources } from '../../artifacts/resources.ts';
import { tools } from '../../artifacts/tools.ts';
import type { Listing } from '../../artifacts/listing.ts';
import type { Artifact, ViewReader, Where } from '../../kernel/check.ts';
import { at, member, pointer, resultOf } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';
import type { Change } from '../change.ts';
import { openingOf } from '../snapshot.ts';
import type { ListKind } from '../snapshot.ts';

const LISTS: Readonly<
  Record<ListKind, { readonly list: Artifact<Listing>; readonly key: string; readonly member: string }>
> = {
  tool: { list: tools, key: 'name', member: 'tools' },
  prompt: { list: prompts, key: 'name', member: 'prompts' },
  resource: { list: resources, key: 'uri', member: 'resources' },
  template: { list: resourceTemplates, key: 'uriTemplate', member: 'resourceTemplates' },
};

export function placesOf(recording: Recording, views: ViewReader): (change: Change) => Where {
  return (change) => {
    if (change.kind === 'server') return serverPlace(recording, change.pointer);
    const { list, key, member: name } = LISTS[change.kind];
    const listing = views(list);
    const item = listing.items.find((one) => member(one.value, key) === change.name);
    if (item === undefined) {
      const page = listing.pages.at(-1);
      return page === undefined || resultOf(page)?.[name] === undefined
        ? { exchange: page?.id ?? openingOf(recording)?.id ?? '' }
        : at(page, 'result', name);
    }
    const inside = reachable(item.value, change.pointer);
    return { exchange: item.where.exchange, pointer: `${item.where.pointer ?? ''}${inside}` };
  };
}

/** serverInfo, capabilities and instructions stand in the answer that opened the session. */
function serverPlace(recording: Recording, path: string): Where {
  const opening = openingOf(recording);
  const result = resultOf(opening);
  if (opening === undefined || result === undefined) return { exchange: opening?.id ?? '' };
  const root =
    path.startsWith('/capabilities') || path.startsWith('/instructions') ? result : member(result, 'serverInfo');
  const base = root === result ? '/result' : root === undefined ? '/result' : '/result/serverInfo';
  return { exchange: opening.id, pointer: `${base}${reachable(root ?? result, path)}` };
}

/** The longest beginning of a pointer that leads somewhere: what is gone, or stands behind a reference, has no place. */
function reachable(value: unknown, path: string): string {
  const tokens = path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const found: string[] = [];
  let here = value;
  for (const token of tokens) {
    const next = Array.isArray(here) ? (here as readonly unknown[])[Number(token)] : member(here, token);
    if (next === undefined) break;
    found.push(token);
    here = next;
  }
  return pointer(...found);
}
