// The rules that hold context cost to a budget. Budgets and the counting of tokens come from outside the recording.

import { definitionTexts } from '../artifacts/model-strings.ts';
import { tools } from '../artifacts/tools.ts';
import { artifact } from '../kernel/check.ts';
import type { Artifact, Check, Finding, Where } from '../kernel/check.ts';
import { member } from '../kernel/look.ts';
import { ALL } from '../kernel/revision.ts';
import { sizeTexts } from './texts.ts';
import type { Fields } from './texts.ts';

export interface Budget {
  readonly tokensPerTool?: number;
  readonly tokensPerServer?: number;
  readonly count: (text: string) => number;
}

export interface Cost {
  readonly rows: readonly {
    readonly name: string;
    readonly kind: 'tool' | 'instructions';
    readonly tokens: number;
    readonly where: Where;
  }[];
  readonly total: number;
  readonly budget: Budget | undefined;
}

const NO_BUDGET = 'no budget was given: set budgets.tokensPerTool or budgets.tokensPerServer, or use assay cost';

/** Tokens of everything that is listed, where a budget asks for them. */
export function costArtifact(budget: Budget | undefined): Artifact<Cost> {
  return artifact<Cost>({
    id: 'cost',
    after: [tools, definitionTexts],
    read: (recording, views) => {
      if (budget === undefined) return { rows: [], total: 0, budget };
      const items = views(tools).items;
      const named = new Map(items.map((item) => [String(member(item.value, 'name')), item]));
      const tool = Object.fromEntries([...named].map(([name, item]) => [name, item.value as Fields]));
      const server = recording.instructions === undefined ? {} : { instructions: recording.instructions };
      const said = views(definitionTexts).find((owner) => owner.kind === 'server');
      const rows = sizeTexts({ server, tool }).map(({ kind, name, text }) => ({
        kind,
        name,
        tokens: budget.count(text),
        where: (kind === 'tool' ? named.get(name)?.where : said?.where) ?? { exchange: '' },
      }));
      return { rows, total: rows.reduce((sum, row) => sum + row.tokens, 0), budget };
    },
  });
}

const needsOf = (cost: Artifact<Cost>): { readonly cost: Artifact<Cost> } => ({ cost });

export function toolBudget(cost: Artifact<Cost> = costArtifact(undefined)): Check<ReturnType<typeof needsOf>> {
  return {
    title: 'No tool costs more context than its budget',
    level: 'must',
    revisions: ALL,
    requirements: [],
    why: 'Every tool is read by the model on every turn, used or not. One long definition crowds out the conversation and the other tools.',
    fix: 'Shorten the description, move manuals into a resource or prompt, and drop parameters that nobody sets.',
    url: () => 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools',
    tags: ['context-cost'],
    touch: 'passive',
    needs: needsOf(cost),
    judge: ({ cost: { rows, budget } }) => {
      const most = budget?.tokensPerTool;
      if (most === undefined) return { seen: 0, findings: [], note: NO_BUDGET };
      const findings = rows
        .filter((row) => row.kind === 'tool' && row.tokens > most)
        .map((row): Finding => ({
          at: [row.where],
          got: `"${row.name}" costs ${row.tokens} tokens`,
          want: `at most ${most} tokens`,
          key: `tool:${row.name}`,
        }));
      return { seen: rows.length, findings };
    },
  };
}

export function serverBudget(cost: Artifact<Cost> = costArtifact(undefined)): Check<ReturnType<typeof needsOf>> {
  return {
    title: 'The server as a whole costs no more context than its budget',
    level: 'must',
    revisions: ALL,
    requirements: [],
    why: 'Definitions of all servers of a host share one context. What one takes the others and the conversation lack.',
    fix: 'List fewer tools, or let the user choose toolsets; shorten the longest definitions first.',
    url: () => 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools',
    tags: ['context-cost'],
    touch: 'passive',
    needs: needsOf(cost),
    judge: ({ cost: { rows, total, budget } }) => {
      const most = budget?.tokensPerServer;
      if (most === undefined) return { seen: 0, findings: [], note: NO_BUDGET };
      const heaviest = rows.toSorted((one, two) => two.tokens - one.tokens).slice(0, 5);
      const told = heaviest.map((row) => `${row.name} ${row.tokens}`).join(', ');
      const finding: Finding = {
        at: heaviest.map((row) => row.where).filter((where) => where.exchange !== ''),
        got: `${total} tokens; most in ${told}`,
        want: `at most ${most} tokens`,
        key: 'server',
      };
      return { seen: rows.length, findings: total > most ? [finding] : [] };
    },
  };
}
