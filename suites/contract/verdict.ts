// Reads the recorded steps of a contract again and says what breaks it: the pure half of playing.

import { canonical } from '../generation/plain.ts';
import { succeeded } from '../generation/calls.ts';
import type { Finding, Look } from '../kernel/check.ts';
import { at, brief, ending, member, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { complaintsOf, outcomeOf, snapshotOf } from './answer.ts';
import type { Bench } from './answer.ts';
import type { Contract, Expectation, Kind, Observation, Step } from './format.ts';
import { query } from './json-path.ts';
import { PAGES, isReady, sentParts, tagOf } from './play.ts';
import { slug } from './slug.ts';
import { captured, fill, rootsOf, unfilled } from './variables.ts';
import type { Variables } from './variables.ts';

export interface Reading {
  readonly findings: readonly Finding[];
  readonly seen: number;
  readonly variables: Variables;
  /** Everything up to the end was played. */
  readonly complete: boolean;
}

export interface Context {
  readonly look: Look;
  readonly bench: Bench;
  readonly ceilings: NonNullable<Contract['ceilings']>;
  readonly kind: Kind;
  /** Tool names that may be called: where a step's is not, the rest is not judged. */
  readonly callable: readonly string[];
}

const nameOf = (step: Step, index: number): string =>
  step.name ??
  ('call' in step
    ? step.call
    : 'read' in step
      ? 'read'
      : 'list' in step
        ? `list-${step.list}`
        : 'walk' in step
          ? step.walk
          : `step-${index + 1}`);

export function readSteps(steps: readonly Step[], start: Variables, context: Context, prefix = ''): Reading {
  let variables = start;
  let seen = 0;
  const findings: Finding[] = [];
  for (const [i, given] of steps.entries()) {
    const step = fill(given, variables);
    const tag = tagOf(prefix, i);
    const key = slug(nameOf(step, i));
    if (!isReady(step)) {
      const [before] = context.look.probe.slice(-1);
      const missing = unfilled(sentParts(step)).join(', ');
      const got = `nothing gives a value to ${missing}: an earlier step did not capture it`;
      findings.push({
        at: [at(before)],
        got,
        want: 'a value captured from an earlier answer',
        key: `${key}.variables`,
      });
      return { findings, seen, variables, complete: false };
    }
    if ('call' in step && !context.callable.includes(step.call)) return { findings, seen, variables, complete: false };
    const exchange = context.look.tagged(tag)[0];
    const found = readStep(step, tag, context);
    if (found === undefined) return { findings, seen, variables, complete: false };
    seen += 1;
    findings.push(...found.map((finding) => ({ ...finding, key: `${key}.${finding.key ?? ''}` })));
    if (exchange !== undefined && 'capture' in step) variables = { ...variables, ...captured(exchange, step.capture) };
  }
  return { findings, seen, variables, complete: true };
}

/** `undefined` where the step was never played. */
function readStep(step: Step, tag: string, context: Context): readonly Finding[] | undefined {
  const exchanges = context.look.tagged(tag);
  const [exchange] = exchanges;
  if ('walk' in step) return readWalk(step, tag, context);
  if ('notified' in step) return readNotified(step, context);
  if (exchange === undefined) return undefined;
  if ('list' in step) return readList(step, exchanges);
  const expectation: Expectation = { ...context.ceilings, ...step.expect };
  const outcome = 'call' in step ? outcomeOf(step.expect, context.kind) : (step.expect?.outcome ?? 'success');
  const complaints = complaintsOf(exchange, expectation, outcome, context.bench);
  const findings: Finding[] = complaints.map(({ about, got, want, pointer }) => ({
    at: [at(exchange, ...pointer)],
    got,
    want,
    key: about,
  }));
  return [...findings, ...changedBy(exchange, step.expect?.unchanged ?? [], tag, context)];
}

/** What a call must not change, looked at before and after it. */
function changedBy(
  exchange: Exchange,
  watched: readonly Observation[],
  tag: string,
  { look }: Context,
): readonly Finding[] {
  return watched.flatMap((one, i) => {
    const before = stateOf(look.tagged(`${tag}:before:${i}`));
    const after = stateOf(look.tagged(`${tag}:after:${i}`));
    if (before === undefined || after === undefined || before === after) return [];
    const shown = look.tagged(`${tag}:after:${i}`)[0];
    const what = 'read' in one ? one.read : 'list' in one ? `${one.list}/list` : one.call;
    return [
      {
        at: [at(exchange), at(shown)],
        got: `${what} reads ${brief(after, 100)}`,
        want: `as before the call: ${brief(before, 100)}`,
        key: 'unchanged',
      },
    ];
  });
}

/** What an observation showed, as text; `undefined` where it failed or was not made: then nothing follows from it. */
export function stateOf(exchanges: readonly Exchange[]): string | undefined {
  if (exchanges.length === 0 || exchanges.some((one) => resultOf(one) === undefined)) return undefined;
  return exchanges.map((one) => canonical(snapshotOf(one))).join('\n');
}

function readList(step: Extract<Step, { list: string }>, exchanges: readonly Exchange[]): readonly Finding[] {
  const names = exchanges
    .flatMap((one) => query('$.result[*][*]["name","uri"]', one.response?.json))
    .filter((n) => typeof n === 'string');
  const [first] = exchanges;
  const failed = exchanges.find((one) => resultOf(one) === undefined);
  if (failed !== undefined) return [{ at: [at(failed)], got: ending(failed), want: 'a list', key: 'outcome' }];
  const missing = (step.includes ?? []).filter((name) => !names.includes(name));
  const extra = (step.excludes ?? []).filter((name) => names.includes(name));
  return [
    ...missing.map((name) => ({
      at: [at(first, 'result')],
      got: `${name} is not listed`,
      want: `${name} in the list`,
      key: `includes-${name}`,
    })),
    ...extra.map((name) => ({
      at: [at(first, 'result')],
      got: `${name} is listed`,
      want: `a list without ${name}`,
      key: `excludes-${name}`,
    })),
  ];
}

function readNotified(step: Extract<Step, { notified: string }>, { look }: Context): readonly Finding[] {
  const lanes = new Set(look.probe.map(({ lane }) => lane));
  const came = look.recording.frames.some(
    (frame) => frame.origin === 'target' && lanes.has(frame.lane) && member(frame.json, 'method') === step.notified,
  );
  const last = look.tagged('fence').at(-1);
  return came
    ? []
    : [{ at: [at(last)], got: `no ${step.notified}`, want: `${step.notified} after the step before`, key: 'notified' }];
}

type Walk = Extract<Step, { walk: string }>;

function itemsOf(step: Walk, pages: readonly Exchange[]): readonly string[] {
  const items = pages.flatMap((page) => {
    const root = rootsOf(page).find((one) => query(step.items, one).length > 0);
    return root === undefined
      ? []
      : query(step.items, root).flatMap((found) => (Array.isArray(found) ? (found as unknown[]) : [found]));
  });
  const { id } = step;
  return items.map((item) => canonical(id === undefined ? item : query(id, item)[0]));
}

function readWalk(step: Walk, tag: string, { look }: Context): readonly Finding[] | undefined {
  const first = look.tagged(`${tag}:first`);
  if (first.length === 0) return undefined;
  const changed = look.tagged(`${tag}:changed`);
  const again = look.tagged(`${tag}:again`);
  const findings = [...walkComplaints(step, first), ...walkComplaints(step, changed)];
  if (changed.length === 0 || again.length === 0 || findings.length > 0) return findings;
  const met = new Set(itemsOf(step, changed));
  const kept = new Set(itemsOf(step, again));
  const lost = itemsOf(step, first).find((item) => kept.has(item) && !met.has(item));
  if (lost === undefined) return findings;
  return [
    {
      at: [at(changed[0]), at(changed.at(-1))],
      got: `${brief(lost, 80)} was not met on any page`,
      want: 'every item that was there from beginning to end',
      key: 'lost-item',
    },
  ];
}

function walkComplaints(step: Walk, pages: readonly Exchange[]): readonly Finding[] {
  const failed = pages.find((page) => succeeded(page) === undefined);
  if (failed !== undefined) return [{ at: [at(failed)], got: ending(failed), want: 'a page', key: 'page' }];
  if (pages.length >= PAGES)
    return [
      {
        at: [at(pages.at(-1))],
        got: `no end after ${PAGES} pages`,
        want: 'a last page without a cursor',
        key: 'endless',
      },
    ];
  const items = itemsOf(step, pages);
  const twice = items.find((item, i) => items.indexOf(item) !== i);
  return twice === undefined
    ? []
    : [
        {
          at: [at(pages.at(-1), 'result')],
          got: `${brief(twice, 80)} came twice`,
          want: 'each item on one page',
          key: 'twice',
        },
      ];
}
