// Looks at a target from its other sides before it is judged: both eras, each replica, as each caller.

import type { Recording } from '../../suites/kernel/recording.ts';
import type { HarnessFault } from '../../suites/kernel/report.ts';
import type { Era } from '../../suites/kernel/revision.ts';
import type { Side, SidesOf } from '../../suites/drift/sessions/sides.ts';
import type { Callers } from '../callers/caller.ts';
import { showUrl } from '../engine/mask.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { LISTING, snapshotIn, watch } from './watch.ts';

export interface Sides {
  readonly of: SidesOf;
  /** Sides that were asked for and could not be looked at. */
  readonly faults: readonly HarnessFault[];
}

interface Looked extends Side {
  readonly era: Era;
}

export async function lookFromAllSides(target: Target, options: AuditOptions, callers: Callers): Promise<Sides> {
  const { onEvent: _progress, evidence: _evidence, waivers: _waivers, rules: _rules, ...rest } = options;
  const quiet: AuditOptions = { ...rest, probes: false };
  const faults: HarnessFault[] = [];
  const look = async (kind: Side['kind'], key: string, how: string, other: Target): Promise<readonly Looked[]> => {
    const { recordings, report } = await watch(other, quiet, [LISTING]);
    const [fault] = report.faults;
    // Who is refused sees nothing, and sees nothing else; an address that does not answer was not looked at.
    if (fault !== undefined && kind === 'replica') faults.push({ ...fault, where: how });
    return recordings
      .filter((recording) => kind === 'era' || listed(recording))
      .map((recording) => ({ kind, key, how, era: recording.era, snapshot: snapshotIn(recording) }));
  };
  const seen: Looked[] = [];
  for (const [kind, key, how, other] of others(target, callers)) seen.push(...(await look(kind, key, how, other)));
  const eras = (await look('era', 'initialize', 'in the initialize era', target)).filter(
    ({ era }, _, all) => era === 'initialize' && all.length > 1,
  );
  return {
    of: (recording) => [
      ...(recording.era === 'per-request' ? eras : []),
      ...seen.filter(({ era }) => era === recording.era),
    ],
    faults,
  };
}

/** Somebody who may see nothing at all shows no other side. */
const listed = (recording: Recording): boolean => recording.exchanges.some(({ outcome }) => outcome === 'result');

function others(target: Target, callers: Callers): readonly (readonly [Side['kind'], string, string, Target])[] {
  const { replicas, ...alone } = target.kind === 'http' ? target : { ...target, replicas: undefined };
  const beside = (replicas ?? []).map((url) => {
    const shown = showUrl(url);
    return ['replica', shown, `on the replica ${shown}`, { ...alone, url } as Target] as const;
  });
  const asked = Object.entries(callers)
    .filter(([, caller]) => caller.oauth === undefined && caller.revoked !== true)
    .map(([name, caller]) => {
      const other: Target =
        target.kind === 'http'
          ? { ...target, headers: { ...target.headers, ...caller.headers } }
          : target.kind === 'stdio'
            ? { ...target, env: { ...target.env, ...caller.env } }
            : target;
      return ['caller', name, `to the caller ${name}`, other] as const;
    });
  return [...beside, ...asked];
}
