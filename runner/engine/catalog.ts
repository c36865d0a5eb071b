// Rules by id: the catalog is a listing of `suites/**/*.check.*`, so there is no list to edit.

import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Check, Touch } from '../../suites/kernel/check.ts';

export interface Rule {
  /** Path below `suites/` without `.check.ts`: `conformance/tools/name-charset`. */
  readonly id: string;
  readonly suite: string;
  readonly check: Check;
}

const ROOT = new URL('../../suites/', import.meta.url);

/** What the build makes of the same listing (ci/bundle.mjs): rules in a few groups, and how far each goes without loading it. */
interface Bundle {
  readonly rules: Readonly<Record<string, readonly [touch: Touch, group: string]>>;
  readonly groups: Readonly<Record<string, () => Promise<{ readonly checks: Readonly<Record<string, Check>> }>>>;
}

const bundled = await bundle();

async function bundle(): Promise<Bundle | undefined> {
  const file = new URL('catalog.js', ROOT);
  return existsSync(file) ? ((await import(file.href)) as Bundle) : undefined;
}

/** Ids of all rules, sorted; nothing is imported. */
export function ruleIds(): readonly string[] {
  if (bundled !== undefined) return Object.keys(bundled.rules);
  return readdirSync(fileURLToPath(ROOT), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.check\.[jt]s$/.test(path))
    .map((path) => path.replace(/\.check\.[jt]s$/, ''))
    .sort();
}

/** How far a rule goes, where that is known without loading it. */
export const touchOf = (id: string): Touch | undefined => bundled?.rules[id]?.[0];

export async function loadRule(id: string): Promise<Rule> {
  const check = (await fromBundle(id)) ?? (await fromFile(id));
  return { id, suite: id.split('/')[0] ?? id, check };
}

async function fromBundle(id: string): Promise<Check | undefined> {
  const group = bundled?.rules[id]?.[1];
  return group === undefined ? undefined : (await bundled?.groups[group]?.())?.checks[id];
}

async function fromFile(id: string): Promise<Check> {
  const file = new URL(`${id}.check.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, ROOT);
  return ((await import(file.href)) as { readonly default: Check }).default;
}

/** Imports the rules with these ids; all of them by default. */
export function loadRules(ids: readonly string[] = ruleIds()): Promise<readonly Rule[]> {
  return Promise.all(ids.map(loadRule));
}

/** Ids that a selection means: suites by name, rules by id, prefix (`conformance/tools/`) or `*` at the end. */
export function selectIds(
  ids: readonly string[],
  suites?: readonly string[],
  rules?: readonly string[],
): readonly string[] {
  return ids.filter((id) => {
    const inSuite = suites === undefined || suites.includes(id.split('/')[0] ?? '');
    return inSuite && (rules === undefined || rules.some((wanted) => matches(id, wanted)));
  });
}

export function matches(id: string, wanted: string): boolean {
  if (wanted.endsWith('*')) return id.startsWith(wanted.slice(0, -1));
  return wanted.endsWith('/') ? id.startsWith(wanted) : id === wanted;
}
