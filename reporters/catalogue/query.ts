// Questions to a folder of records: who is behind a credential, who owns what, what reaches a system, what nobody calls.

import type { CatalogueRecord } from './record.ts';

/** Calls seen, by server and tool; what `assay record` counts, or a log says. */
export type Usage = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Question {
  readonly scope?: string;
  readonly owner?: string;
  readonly system?: string;
  readonly tool?: string;
  readonly risk?: string;
  readonly data?: string;
  readonly revision?: string;
  readonly agent?: string;
  readonly lifecycle?: string;
}

/** A word, or the beginning of one with `*`; case does not matter. */
const fits = (asked: string, word: string | undefined): boolean => {
  if (word === undefined) return false;
  const [a, b] = [asked.toLowerCase(), word.toLowerCase()];
  return a.endsWith('*') ? b.startsWith(a.slice(0, -1)) : a === b;
};

const anyFits = (asked: string | undefined, words: readonly (string | undefined)[]): boolean =>
  asked === undefined || words.some((word) => fits(asked, word));

/** Records that fit every part of the question. */
export function ask(records: readonly CatalogueRecord[], question: Question): CatalogueRecord[] {
  return records.filter(({ declared, measured }) => {
    const tools = measured.tools.filter(
      (tool) => anyFits(question.risk, [tool.risk]) && anyFits(question.tool, [tool.name]),
    );
    const aboutTools = question.risk !== undefined || question.tool !== undefined;
    return (
      anyFits(question.scope, declared.credentialScopes) &&
      anyFits(question.owner, [declared.owner]) &&
      anyFits(question.system, declared.systems) &&
      anyFits(question.data, measured.dataClasses) &&
      anyFits(question.revision, measured.revisions) &&
      anyFits(question.lifecycle, [declared.lifecycle]) &&
      anyFits(
        question.agent,
        declared.dependents.map(({ agent }) => agent),
      ) &&
      (!aboutTools || tools.length > 0)
    );
  });
}

const words = (items: readonly string[], what: string): string =>
  items.length === 0 ? `no ${what}` : `${items.length} ${what}${items.length === 1 ? '' : 's'} (${items.join(', ')})`;

/** The answer in one line. */
export function answer(records: readonly CatalogueRecord[], question: Question): string {
  const agents = new Set(records.flatMap(({ declared }) => declared.dependents.map(({ agent }) => agent)));
  const about = Object.entries(question)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
  const servers = words(
    records.map(({ id }) => id),
    'server',
  );
  return `${about === '' ? 'all' : about}: ${servers}, ${words([...agents].toSorted(), 'agent')}`;
}

/** Owners with what they own; the ownerless under `(nobody)`. */
export function owners(
  records: readonly CatalogueRecord[],
): readonly (readonly [owner: string, ids: readonly string[]])[] {
  const found = new Map<string, string[]>();
  for (const { id, declared } of records) {
    const owner = declared.owner ?? '(nobody)';
    found.set(owner, [...(found.get(owner) ?? []), id]);
  }
  return [...found].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
}

export interface Unused {
  readonly id: string;
  /** `undefined`: the server itself was never called. */
  readonly tools?: readonly string[];
}

/** What nobody calls, by what was counted; a server is found by its id, or by the name it gives itself. */
export function unused(records: readonly CatalogueRecord[], usage: Usage): Unused[] {
  return records.flatMap(({ id, measured }): Unused[] => {
    const calls = usage[id] ?? usage[measured.server.name];
    if (calls === undefined) return [{ id }];
    const idle = measured.tools.map(({ name }) => name).filter((name) => (calls[name] ?? 0) === 0);
    return idle.length === 0 ? [] : [{ id, tools: idle }];
  });
}
