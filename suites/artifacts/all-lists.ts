// The four lists together, for rules that ask the same of each.

import { artifact } from '../kernel/check.ts';
import type { Artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { JsonObject } from '../kernel/recording.ts';
import type { Listing, ListKind } from './listing.ts';
import { LISTS } from './listing.ts';
import { prompts } from './prompts.ts';
import { resourceTemplates } from './resource-templates.ts';
import { resources } from './resources.ts';
import { tools } from './tools.ts';

export interface KindOfList {
  readonly kind: ListKind;
  readonly list: Listing;
}

const ALL: readonly (readonly [ListKind, Artifact<Listing>])[] = [
  [LISTS.tools, tools],
  [LISTS.resources, resources],
  [LISTS.resourceTemplates, resourceTemplates],
  [LISTS.prompts, prompts],
];

/** Kinds of list whose capability is declared. */
export const declaredKinds = (capabilities: JsonObject): readonly ListKind[] =>
  Object.values(LISTS).filter((kind) => isObject(member(capabilities, kind.capability)));

export const allLists = artifact<readonly KindOfList[]>({
  id: 'all-lists',
  after: [tools, resources, resourceTemplates, prompts],
  declared: (capabilities) => declaredKinds(capabilities).length > 0,
  read: (recording, views) =>
    ALL.filter(([kind]) => isObject(member(recording.capabilities, kind.capability))).map(([kind, list]) => ({
      kind,
      list: views(list),
    })),
});
