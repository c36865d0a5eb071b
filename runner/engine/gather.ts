// Asks once what the selected rules need, on the main lane, pipelined; then decides which tools may be called.

import { member, resultOf } from '../../suites/kernel/look.ts';
import type { Artifact } from '../../suites/kernel/check.ts';
import type { HarnessFault } from '../../suites/kernel/report.ts';
import type { AuditOptions } from '../options.ts';
import type { Rule } from './catalog.ts';
import { turn } from './clock.ts';
import { outside } from './plan.ts';
import type { Sitting } from './sitting.ts';
import { activeNeed, liveViews, orderOf } from './views.ts';

/** Ids of artifacts whose gathering threw, with the message. */
export type Broken = ReadonlyMap<string, string>;

export interface Gathering {
  readonly done: Promise<{ readonly broken: Broken; readonly faults: readonly HarnessFault[] }>;
  /** What this rule needs has been asked. */
  ready(rule: Rule): Promise<unknown>;
}

export function gather(
  rules: readonly Rule[],
  sitting: Sitting,
  options: AuditOptions,
  signal: AbortSignal,
): Gathering {
  const passive = options.probes === false;
  const wanted = rules.filter(
    (rule) =>
      outside(rule, sitting.revision, sitting.transport) === undefined &&
      (rule.check.touch !== 'active' || sitting.active !== undefined) &&
      !(passive && activeNeed(rule.check.needs) !== undefined),
  );
  const read = liveViews(() => sitting.recording());
  const broken = new Map<string, string>();
  const faults: HarnessFault[] = [];
  const running = new Map<string, Promise<void>>();
  const one = async (artifact: Artifact<unknown>): Promise<void> => {
    await Promise.all((artifact.after ?? []).map(({ id }) => running.get(id)));
    if (artifact.after !== undefined) await turn();
    const declared = artifact.declared?.(sitting.capabilities, sitting) !== false;
    if (artifact.gather === undefined || !declared || signal.aborted || sitting.main === undefined) return;
    if (passive && artifact.touch !== 'passive') return;
    try {
      await artifact.gather(sitting.main.as(`artifact:${artifact.id}`), read);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      broken.set(artifact.id, message);
      faults.push({ stage: 'gather', where: artifact.id, message });
    } finally {
      sitting.release(`artifact:${artifact.id}`);
    }
    if (artifact.id === 'tools') sitting.callable = callableTools(sitting, options);
  };
  const artifacts = orderOf(wanted.map(({ check }) => check.needs));
  for (const { id, ahead } of passive || sitting.main === undefined ? [] : artifacts) {
    const lane = ahead?.(sitting);
    if (lane !== undefined) sitting.reserve(`artifact:${id}`, lane);
  }
  for (const artifact of artifacts) running.set(artifact.id, one(artifact));
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return {
    done: Promise.race([Promise.all(running.values()), aborted]).then(() => ({ broken, faults })),
    ready: (rule) =>
      Promise.race([Promise.all(Object.values(rule.check.needs).map(({ id }) => running.get(id))), aborted]),
  };
}

/**
 * Names of listed tools that the options allow to be called. A tool that says it destroys is called only where it is
 * allowed by name, whatever `calls` says.
 */
export function callableTools(sitting: Sitting, options: AuditOptions): readonly string[] {
  const names = new Set<string>();
  for (const exchange of sitting.recorder.exchanges) {
    const tools = exchange.method === 'tools/list' ? resultOf(exchange)?.['tools'] : undefined;
    for (const tool of Array.isArray(tools) ? (tools as readonly unknown[]) : []) {
      const name = member(tool, 'name');
      if (typeof name === 'string' && name.length <= LONGEST_NAME && mayCall(tool, options)) names.add(name);
    }
  }
  return [...names];
}

/** A tool beyond this is named for its name, and not called: each call would be as long. */
const LONGEST_NAME = 10_000;

/** The options allow this tool to be called. */
export function mayCall(tool: unknown, options: AuditOptions): boolean {
  const calls = options.calls ?? 'readonly';
  const annotations = member(tool, 'annotations');
  if (calls === 'none') return false;
  const reads = member(annotations, 'readOnlyHint') === true;
  const destroys = !reads && member(annotations, 'destructiveHint') === true;
  return options.allow?.includes(String(member(tool, 'name'))) === true || reads || (calls === 'all' && !destroys);
}
