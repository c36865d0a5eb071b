// Plants each fault, audits, and says which of them nobody saw: `npm run mutants:authorization -- [part of a label]`;
// `--quick` asks only the rules that could see it.

import { about, auditMutant, loud, openWorld, seenBy } from './audit.ts';
import { label, mutants } from './mutants/all.ts';
import { whyUnseen } from './unseen.ts';

const AT_ONCE = 4;
const quick = process.argv.includes('--quick');

async function hunt(parts: readonly string[]): Promise<void> {
  const chosen = mutants.filter((one) => parts.length === 0 || parts.some((part) => label(one).includes(part)));
  const left = [...chosen];
  const missed: string[] = [];
  const worker = async (): Promise<void> => {
    const world = await openWorld();
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const report = await auditMutant(world, one, quick ? about(one.id) : undefined);
      const hits = seenBy(report, one.id);
      if (hits.length === 0) missed.push(`${label(one)}: ${whyUnseen(label(one)) ?? 'NO REASON WRITTEN'}`);
      const verdict = hits.length === 0 ? 'MISS' : 'ok  ';
      console.log(
        [
          `${verdict} ${Math.round(report.durationMs)} ms, exit ${report.exitCode} ${label(one)} -> ${hits.join(', ')}`,
          ...(hits.length === 0 ? loud(report).map((line) => `       ${line.slice(0, 240)}`) : []),
          ...report.faults.map((fault) => `       FAULT ${fault.where} ${fault.message.slice(0, 200)}`),
        ].join('\n'),
      );
    }
    await world.close();
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, chosen.length) }, worker));
  console.log(`${chosen.length - missed.length} of ${chosen.length} caught`);
  for (const one of missed) console.log(`missed: ${one}`);
}

process.on('unhandledRejection', (error) => console.log('UNHANDLED', String(error).slice(0, 200)));
await hunt(process.argv.slice(2).filter((word) => word !== '--quick'));
process.exit(0);
