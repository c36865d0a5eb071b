// Plants each mutant, audits, and says which of them nobody saw: `npm run mutants:initialize -- [beginning of an id]`;
// `-- good`: what should be silent.

import { auditMutant, loud } from './audit.ts';
import { label } from './label.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants/all.ts';
import { seenBy } from './seen.ts';
import { stillGood } from './still-good.ts';
import { whyUnseen } from './unseen.ts';

/** An audit of a small server waits more than it works. */
const AT_ONCE = 4;

async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function hunt(parts: readonly string[]): Promise<void> {
  const chosen = mutants.filter((one) => parts.length === 0 || parts.some((part) => label(one).startsWith(part)));
  const missed: string[] = [];
  let helped = 0;
  await each(chosen, async (one) => {
    const report = await auditMutant(one, one.id);
    const hits = seenBy(report, one);
    const verdict = hits.length === 0 ? 'MISS' : 'ok  ';
    if (hits.length > 0 && one.options !== undefined && one.toldBy === undefined) helped += 1;
    if (hits.length === 0) missed.push(`${label(one)}: ${whyUnseen(label(one)) ?? 'NO REASON WRITTEN'}`);
    console.log(`${verdict} ${report.durationMs} ${label(one)} -> ${hits.join(', ')}`);
    if (hits.length === 0)
      for (const line of loud(report))
        if (!line.includes('local-server-open')) console.log(`       ${line.slice(0, 240)}`);
    for (const fault of report.faults) console.log(`       FAULT ${fault.where} ${fault.message}`);
  });
  const caught = chosen.length - missed.length;
  console.log(`${caught} of ${chosen.length} caught, ${helped} of them with a line of configuration`);
  for (const one of missed) console.log(`missed: ${one}`);
}

/** The server as it should be, asked with every set of options that some mutant needs, and what the text allows. */
async function silent(): Promise<void> {
  const right = new Map<string, Omit<Mutant, 'id' | 'what'>>();
  for (const { shape = 'tools', over = 'stdio', options = {} } of mutants)
    right.set(JSON.stringify([shape, over, options]), { shape, over, options, plant: () => undefined });
  const all: (readonly [string, Omit<Mutant, 'id' | 'what'>])[] = [
    ...right,
    ...stillGood.map((one) => [label(one), one] as const),
  ];
  await each(all, async ([name, one]) => {
    const report = await auditMutant(one);
    const lines = loud(report).filter((line) => !line.includes('local-server-open'));
    console.log(`${lines.length === 0 && report.faults.length === 0 ? 'silent' : 'LOUD'} ${report.durationMs} ${name}`);
    for (const line of lines) console.log(`       ${line.slice(0, 240)}`);
  });
}

process.on('unhandledRejection', (error) => console.log('UNHANDLED', String(error).slice(0, 200)));
await (process.argv[2] === 'good' ? silent() : hunt(process.argv.slice(2)));
process.exit(0);
