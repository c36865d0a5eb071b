// Asks every replica, straight, who it is and what it offers: what must not depend on which of them answers.

import type { Revision } from '../../suites/kernel/revision.ts';
import { resultIn } from '../load/ask.ts';
import { stepOf } from '../load/plain-session.ts';
import { baseOf } from './discover.ts';
import { openIn, type Field } from './trials.ts';
import { leave, visit, type Visitor } from './visitor.ts';
import type { Way } from './witness.ts';

const LISTS = [
  ['tools', 'tools/list'],
  ['resources', 'resources/list'],
  ['resources', 'resources/templates/list'],
  ['prompts', 'prompts/list'],
] as const;
const PAGES = 50;

/** Every way in turn; without addresses of replicas the target several times over, whoever answers. */
export async function askAll(field: Field, first: Visitor): Promise<void> {
  const ways = field.replicas.length > 0 ? field.replicas : Array.from({ length: 6 }, () => field.target);
  let turn = 0;
  for (const way of ways) {
    turn += 1;
    // A visit is the same number of requests each time: a few more in between, or a round robin shows one face only.
    for (let step = 0; way === field.target && step < turn % 3; step += 1)
      await visit(first, baseOf(first), { tag: 'skew-step', way });
    await askOne(field, way, `${way.name}${way === field.target ? `-${turn}` : ''}`);
  }
}

async function askOne(field: Field, way: Way, name: string): Promise<void> {
  const visitor = await openIn(field, 'skew', { way, tag: `skew/${name}/opening` });
  const capabilities = resultIn(visitor.opened.asked)?.['capabilities'];
  if (typeof capabilities !== 'object' || capabilities === null) return;
  for (const [capability, method] of LISTS)
    if (capability in capabilities) await pages(visitor, method, `skew/${name}/list`);
  await leave(visitor);
  // What else it speaks: a half-rolled-out upgrade shows here first.
  for (const revision of ['2025-11-25', '2025-06-18', '2026-07-28'] satisfies Revision[]) {
    if (revision === field.revision) continue;
    const other = await openIn({ ...field, revision }, 'skew', { way, tag: `skew/${name}/speaks/${revision}` });
    await leave(other);
  }
}

async function pages(visitor: Visitor, method: string, tag: string): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { asked } = await visit(visitor, stepOf(method, cursor === undefined ? {} : { cursor }), { tag });
    const next = resultIn(asked)?.['nextCursor'];
    if (typeof next !== 'string' || next === cursor) return;
    cursor = next;
  }
}
