// One audit of the server of the old transport with a fault in it, as `assay audit` makes it.

import { loadRules, type Rule } from '../../../runner/engine/catalog.ts';
import { run } from '../../../runner/engine/run.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import type { World } from '../authorization/audit.ts';
import { makeDoor } from '../authorization/door.ts';
import type { Mutant } from './mutants.ts';
import { handlerOf, legacy } from './server.ts';

type Planted = Pick<Mutant, 'plant' | 'guarded'>;

let rules: ReturnType<typeof loadRules> | undefined;

/** `only`: the rules, where not all are to judge. */
export async function auditLegacy(world: World, planted: Planted, only?: (rule: Rule) => boolean): Promise<Report> {
  const all = await (rules ??= loadRules());
  const { ground, issuer, ann, ben } = world;
  const server = legacy();
  const url = new URL('/sse', ground.url).href;
  // The metadata is of the whole origin, whose tokens both paths take.
  if (planted.guarded === true) server.door = makeDoor(issuer, ground.url);
  planted.plant(server);
  ground.build(handlerOf(server), () => true);
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const guarded: AuditOptions = {
    callers: { ann: { headers: bearer(ann) }, ben: { headers: bearer(ben) } },
    access: { scopes: {} },
  };
  return run(
    { kind: 'http', url, ...(planted.guarded === true ? { headers: bearer(ann) } : {}) },
    { seed: 1, ...(planted.guarded === true ? guarded : {}) },
    { rules: only === undefined ? all : all.filter(only) },
  );
}
