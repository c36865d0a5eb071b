// Rules by id: the catalog is a listing of `suites/**/*.check.*`, so there is no list to edit.

import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Check } from '../../suites/kernel/check.ts';

export interface Rule {
  /** Path below `suites/` without `.check.ts`: `conformance/tools/name-charset`. */
  readonly id: string;
  readonly suite: string;
  readonly check: Check;
}

const ROOT = new URL('../../suites/', import.meta.url);

type Loader = () => Promise<{ readonly default: Check }>;

/** Built packages hold all rules in one file, made from the same listing (ci/bundle-rules.mjs); the sources do not. */
const bundled = await bundle();

async function bundle(): Promise<Readonly<Record<string, Loader>> | undefined> {
  const file = new URL('catalog.js', ROOT);
  if (!existsSync(file)) return undefined;
  return ((await import(file.href)) as { readonly rules: Readonly<Record<string, Loader>> }).rules;
}

/** Ids of all rules, sorted; nothing is imported. */
export function ruleIds(): readonly string[] {
  if (bundled !== undefined) return Object.keys(bundled);
  return readdirSync(fileURLToPath(ROOT), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.check\.[jt]s$/.test(path))
    .map((path) => path.replace(/\.check\.[jt]s$/, ''))
    .sort();
}

export async function loadRule(id: string): Promise<Rule> {
  const module = await (bundled?.[id] ?? fromFile(id))();
  return { id, suite: id.split('/')[0] ?? id, check: module.default };
}

const fromFile =
  (id: string): Loader =>
  () =>
    import(new URL(`${id}.check.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, ROOT).href);

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
