// Pages of the specification, by requirement: apart from the inventory, since every report names pages and few read the rest.
//
// The build leaves only the members of `Place` in what this file imports (ci/bundle.mjs).

import type { Revision } from '../kernel/revision.ts';
import perRequest from './per-request.json' with { type: 'json' };
import stateful from './stateful.json' with { type: 'json' };
import type { Requirement } from './inventory.ts';

type Place = Pick<Requirement, 'id' | 'revisions' | 'spec' | 'elsewhere'>;

const SITE = 'https://modelcontextprotocol.io';
const REPOSITORY = 'https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main';

let index: ReadonlyMap<string, readonly Place[]> | undefined;

function placesOf(id: string): readonly Place[] {
  index ??= indexed([...(stateful as readonly unknown[]), ...(perRequest as readonly unknown[])] as readonly Place[]);
  return index.get(id) ?? [];
}

function indexed(places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const map = new Map<string, Place[]>();
  for (const place of places) {
    const known = map.get(place.id);
    if (known === undefined) map.set(place.id, [place]);
    else known.push(place);
  }
  return map;
}

/** Page of the specification for this entry, of this revision where the entry holds in it. */
export function pageOf(id: string, revision: Revision): string {
  const places = placesOf(id);
  const entry = places.find(({ revisions }) => revisions.includes(revision)) ?? places[0];
  if (entry === undefined) return `${SITE}/specification/${revision}`;
  return urlOf(entry.elsewhere?.[revision] ?? inRevision(entry, revision));
}

function inRevision(entry: Place, revision: Revision): string {
  if (!entry.revisions.includes(revision)) return entry.spec;
  return entry.spec.replace(/^specification\/\d{4}-\d\d-\d\d/, `specification/${revision}`);
}

function urlOf(place: string): string {
  // Revisions before 2025-06-18 have no schema page; the schema itself is the text.
  if (place.startsWith('schema/')) return `${REPOSITORY}/${place}`;
  const [page = '', anchor] = place.split('#');
  const path = page.replace(/\/index$/, '');
  return anchor === undefined ? `${SITE}/${path}` : `${SITE}/${path}#${anchor}`;
}
