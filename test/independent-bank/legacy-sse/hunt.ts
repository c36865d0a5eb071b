// Plants each fault of the old transport, audits, and says which of them nobody saw: `npm run mutants:legacy-sse -- [--quick] [part of a label]`.

import { about, loud, openWorld, seenBy } from '../authorization/audit.ts';
import { auditLegacy } from './audit.ts';
import { MUTANTS } from './mutants.ts';
import { whyUnseen } from './unseen.ts';

const AT_ONCE = 4;
const quick = process.argv.includes('--quick');

async function hunt(parts: readonly string[]): Promise<void> {
  const left = MUTANTS.filter(
    ({ id, what }) => parts.length === 0 || parts.some((one) => `${id} | ${what}`.includes(one)),
  );
  const total = left.length;
  const missed: string[] = [];
  const worker = async (): Promise<void> => {
    const world = await openWorld();
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const report = await auditLegacy(world, one, quick ? about(one.id) : undefined);
      const hits = seenBy(report, one.id);
      const name = `${one.id} | ${one.what}`;
      if (hits.length === 0) missed.push(`${name}: ${whyUnseen(name) ?? 'NO REASON WRITTEN'}`);
      console.log(
        [
          `${hits.length === 0 ? 'MISS' : 'ok  '} ${Math.round(report.durationMs)} ms, exit ${report.exitCode} ${name} -> ${hits.join(', ')}`,
          ...(hits.length === 0 ? loud(report).map((line) => `       ${line.slice(0, 240)}`) : []),
          ...report.faults.map((fault) => `       FAULT ${fault.where} ${fault.message.slice(0, 200)}`),
        ].join('\n'),
      );
    }
    await world.close();
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, total) }, worker));
  console.log(`${total - missed.length} of ${total} caught`);
  for (const one of missed) console.log(`missed: ${one}`);
}

process.on('unhandledRejection', (error) => console.log('UNHANDLED', String(error).slice(0, 200)));
await hunt(process.argv.slice(2).filter((word) => word !== '--quick'));
process.exit(0);
