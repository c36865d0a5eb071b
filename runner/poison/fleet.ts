// Audits the servers of one client in turn and remembers their tool names, so that each is judged beside those before it.

import type { Check } from '../../suites/kernel/check.ts';
import { isObject, member } from '../../suites/kernel/look.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { tools } from '../../suites/artifacts/tools.ts';
import { acrossServers } from '../../suites/poison/set/across.ts';
import type { Served } from '../../suites/poison/set/clashes.ts';
import { loadRules, ruleIds, selectIds } from '../engine/catalog.ts';
import { run } from '../engine/run.ts';
import { viewsOf } from '../engine/views.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';

const ACROSS = 'poison/names/across-servers';

export type FleetAudit = (name: string, target: Target, options: AuditOptions) => Promise<Report>;

export function auditFleet(): FleetAudit {
  const before: Served[] = [];
  return async (name, target, options) => {
    const rules = await loadRules(selectIds(ruleIds(), options.suites, options.rules));
    const bound = rules.map((rule) =>
      rule.id === ACROSS ? { ...rule, check: acrossServers(name, [...before]) as unknown as Check } : rule,
    );
    return run(target, options, {
      rules: bound,
      inspect: ([recording]) => {
        if (recording !== undefined && name !== '') before.push(...served(name, recording));
      },
    });
  };
}

const served = (server: string, recording: Recording): readonly Served[] =>
  viewsOf(recording)(tools).items.flatMap(({ value }) => {
    const name = member(value, 'name');
    return isObject(value) && typeof name === 'string' ? [{ server, name, definition: value }] : [];
  });
