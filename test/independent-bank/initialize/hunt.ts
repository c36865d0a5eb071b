// Plants each mutant, audits, and says which of them nobody saw: `npm run mutants:initialize -- [part of an id]`.

import { auditMutant, loud } from './audit.ts';
import { label } from './label.ts';
import { mutants } from './mutants/all.ts';
import { seenBy } from './seen.ts';
import { whyUnseen } from './unseen.ts';

async function hunt(parts: readonly string[]): Promise<void> {
  const chosen = mutants.filter((one) => parts.length === 0 || parts.some((part) => label(one).startsWith(part)));
  const missed: string[] = [];
  for (const one of chosen) {
    const report = await auditMutant(one, one.id);
    const hits = seenBy(report, one.id);
    const verdict = hits.length === 0 ? 'MISS' : 'ok  ';
    if (hits.length === 0) missed.push(`${label(one)}: ${whyUnseen(label(one)) ?? 'NO REASON WRITTEN'}`);
    console.log(`${verdict} ${report.durationMs} ${label(one)} -> ${hits.join(', ')}`);
    if (hits.length === 0)
      for (const line of loud(report))
        if (!line.includes('local-server-open')) console.log(`       ${line.slice(0, 240)}`);
    for (const fault of report.faults) console.log(`       FAULT ${fault.where} ${fault.message}`);
  }
  console.log(`${chosen.length - missed.length} of ${chosen.length} caught`);
  for (const one of missed) console.log(`missed: ${one}`);
}

process.on('unhandledRejection', (error) => console.log('UNHANDLED', String(error).slice(0, 200)));
await hunt(process.argv.slice(2));
process.exit(0);
