// Turns a contract into rules, one a case: each stands in the report by itself, and can be waived by itself.

import { tools } from '../artifacts/tools.ts';
import { check } from '../kernel/check.ts';
import type { Check, Finding, Judged, Look, Skip } from '../kernel/check.ts';
import { at, brief, member } from '../kernel/look.ts';
import type { Recording } from '../kernel/recording.ts';
import { ALL } from '../kernel/revision.ts';
import { bytesOf, readable } from './answer.ts';
import type { Bench } from './answer.ts';
import { KINDS } from './format.ts';
import type { Case, Contract, Kind, Sequence, Step, ToolContract } from './format.ts';
import { callOnce, observe, play, tagOf } from './play.ts';
import { slug } from './slug.ts';
import { readSteps, stateOf } from './verdict.ts';
import type { Context } from './verdict.ts';

export interface ContractRule {
  readonly id: string;
  readonly check: Check;
  /** Snapshots that its answers are held against, and the tag of the exchange of each. */
  readonly snapshots: readonly { readonly tag: string; readonly name: string }[];
}

const snapshotsOf = (steps: readonly Step[], prefix = ''): ContractRule['snapshots'] =>
  steps.flatMap((step, i) => {
    const name = 'expect' in step ? step.expect?.snapshot : undefined;
    return name === undefined ? [] : [{ tag: tagOf(prefix, i), name }];
  });

/** Rules of one contract; ids that would be the same are numbered. */
export function rulesOf(contract: Contract, bench: Bench): readonly ContractRule[] {
  const rules: ContractRule[] = [];
  for (const [tool, own] of Object.entries(contract.tools ?? {})) {
    for (const kind of KINDS)
      for (const one of own[kind] ?? []) {
        const id = `contract/${slug(tool)}/${kind}-${slug(one.name)}`;
        const snapshots = snapshotsOf([{ ...one, call: tool }]);
        rules.push({ id, snapshots, check: caseRule({ contract, bench, tool, own, kind, one }) });
      }
    if (own.annotations !== undefined)
      rules.push({
        id: `contract/${slug(tool)}/annotations`,
        snapshots: [],
        check: annotationsRule(tool, own.annotations),
      });
  }
  for (const sequence of contract.sequences ?? [])
    rules.push({
      id: `contract/sequences/${slug(sequence.name)}`,
      snapshots: snapshotsOf(sequence.steps),
      check: sequenceRule(contract, bench, sequence),
    });
  return numbered(rules);
}

function numbered(rules: readonly ContractRule[]): readonly ContractRule[] {
  const used = new Map<string, number>();
  return rules.map((rule) => {
    const count = (used.get(rule.id) ?? 0) + 1;
    used.set(rule.id, count);
    return count === 1 ? rule : { ...rule, id: `${rule.id}-${count}` };
  });
}

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  valid: 'valid call',
  malformed: 'malformed call',
  oversized: 'oversized call',
  errors: 'failing call',
};

const base = { level: 'must', revisions: ALL, requirements: [], touch: 'probing' } as const;

const WHY = 'The contract of this tool promises it, and somebody relies on that.';
const FIX = 'Change the tool so that it does what its contract says, or the contract where the promise has changed.';

/** Calls of these steps that the options do not allow. */
function forbidden(steps: readonly Step[], recording: Recording): Skip | undefined {
  const names = steps.flatMap((step) => ('call' in step ? [step.call] : 'walk' in step ? [step.walk] : []));
  const missing = names.find((name) => !recording.facts.callable.includes(name));
  if (missing === undefined) return undefined;
  const listed = `${missing} may not be called: add it to \`allow:\` in the configuration, or use --calls all`;
  return { kind: 'not-allowed', note: listed };
}

function contextOf(contract: Contract, bench: Bench, look: Look, kind: Kind): Context {
  return { look, bench, kind, ceilings: contract.ceilings ?? {}, callable: look.recording.facts.callable };
}

interface CaseParts {
  readonly contract: Contract;
  readonly bench: Bench;
  readonly tool: string;
  readonly own: ToolContract;
  readonly kind: Kind;
  readonly one: Case;
}

function caseRule({ contract, bench, tool, own, kind, one }: CaseParts): Check {
  const before = own.before ?? [];
  const steps: readonly Step[] = [{ ...one, call: tool }];
  const start = contract.variables ?? {};
  return check({
    ...base,
    title: `${tool}: ${one.name} (${KIND_WORDS[kind]})`,
    why: WHY,
    fix: FIX,
    isolation: 'rough',
    needs: { tools },
    applies: (_, recording) => forbidden([...before, ...steps], recording),
    probe: async (session) => {
      const variables = await play(session, before, start, 'before:');
      await play(session, steps, variables);
    },
    judge: (_, look) => {
      const context = contextOf(contract, bench, look, kind);
      const first = readSteps(before, start, { ...context, kind: 'valid', ceilings: {} }, 'before:');
      if (!first.complete)
        return { seen: first.seen, findings: first.findings, note: 'the steps before it did not end' };
      return readSteps(steps, first.variables, context);
    },
  }) as unknown as Check;
}

function sequenceRule(contract: Contract, bench: Bench, sequence: Sequence): Check {
  const start = contract.variables ?? {};
  return check({
    ...base,
    title: `Sequence: ${sequence.name}`,
    why: WHY,
    fix: FIX,
    isolation: 'own',
    needs: { tools },
    applies: (_, recording) => forbidden(sequence.steps, recording),
    probe: async (session) => {
      await play(session, sequence.steps, start);
    },
    judge: (_, look) => {
      const context = contextOf(contract, bench, look, 'valid');
      const read = readSteps(sequence.steps, start, context);
      return { seen: read.seen, findings: [...read.findings, ...overBudget(sequence, bench, look)] };
    },
  }) as unknown as Check;
}

/** What the answers of a sequence weigh together: the context an agent carries from step to step. */
function overBudget({ budget }: Sequence, bench: Bench, look: Look): readonly Finding[] {
  if (budget === undefined) return [];
  let [bytes, tokens] = [0, 0];
  for (const exchange of look.probe) {
    if (exchange.tag === 'fence') continue;
    bytes += bytesOf(exchange);
    if (budget.tokens !== undefined) tokens += bench.tokens(readable(exchange));
    const over =
      budget.bytes !== undefined && bytes > budget.bytes
        ? 'bytes'
        : budget.tokens !== undefined && tokens > budget.tokens
          ? 'tokens'
          : undefined;
    if (over === undefined) continue;
    const most = budget[over] ?? 0;
    return [
      {
        at: [at(exchange)],
        got: `${over === 'bytes' ? bytes : tokens} ${over} after this step`,
        want: `at most ${most} ${over} for the whole sequence`,
        key: `budget.${over}`,
      },
    ];
  }
  return [];
}

/** Called twice with the same arguments: a reader changes nothing, an idempotent tool nothing the second time. */
function annotationsRule(tool: string, annotations: NonNullable<ToolContract['annotations']>): Check {
  const watched = annotations.observe;
  return check({
    ...base,
    title: `${tool}: its annotations hold when it is called twice`,
    why: 'Clients call tools without asking, or again after a timeout, because of readOnlyHint and idempotentHint.',
    fix: 'Make the tool what its annotations say, or correct the annotations.',
    isolation: 'own',
    needs: { tools },
    applies: (_, recording) => forbidden([{ call: tool }], recording),
    probe: async (session) => {
      await observe(session, watched, 'state:0');
      for (const round of [1, 2]) {
        await callOnce(session, tool, annotations.arguments ?? {}, `call:${round}`);
        await observe(session, watched, `state:${round}`);
      }
    },
    judge: (views, look) =>
      judgeAnnotations(
        views.tools.items.find(({ value }) => member(value, 'name') === tool)?.value,
        watched.length,
        look,
      ),
  }) as unknown as Check;
}

function judgeAnnotations(tool: unknown, observations: number, look: Look): Judged {
  const hint = (name: string): boolean => member(member(tool, 'annotations'), name) === true;
  const findings: Finding[] = [];
  let seen = 0;
  for (let i = 0; i < observations; i += 1) {
    const states = [0, 1, 2].map((round) => stateOf(look.tagged(`state:${round}:${i}`)));
    const [before, once, twice] = states;
    if (before === undefined || once === undefined || twice === undefined) continue;
    seen += 1;
    const broken =
      hint('readOnlyHint') && before !== once
        ? 'readOnlyHint'
        : hint('idempotentHint') && once !== twice
          ? 'idempotentHint'
          : undefined;
    if (broken === undefined) continue;
    const round = broken === 'readOnlyHint' ? 1 : 2;
    findings.push({
      at: [at(look.tagged(`call:${round}`)[0]), at(look.tagged(`state:${round}:${i}`)[0])],
      got: `${round === 1 ? 'after the call' : 'after the second call'}: ${brief(round === 1 ? once : twice, 100)}`,
      want: `${broken}: ${brief(round === 1 ? before : once, 100)}`,
      key: broken,
    });
  }
  return { seen, findings, note: 'nothing that could be observed was answered' };
}
