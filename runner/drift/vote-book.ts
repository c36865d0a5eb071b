// Asks json-schema-diff in a thread of its own, with a deadline: two unions of six branches keep it busy for good. What
// it gets has no references, since it would fetch them.

import { Worker } from 'node:worker_threads';
import { undecided } from '../../suites/drift/schema/classify.ts';
import { votable, voteKey } from '../../suites/drift/schema/vote.ts';
import type { Vote, Votes } from '../../suites/drift/schema/vote.ts';
import type { Snapshot } from '../../suites/drift/snapshot.ts';

const DEADLINE_MS = 5_000;
const MOST = 40;
const BY = 'json-schema-diff';

const CODE = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.module).then(async ({ default: { diffSchemas } }) => {
  for (const [index, [before, after]] of workerData.pairs.entries()) {
    try {
      const { additionsFound, removalsFound } = await diffSchemas({ sourceSchema: before, destinationSchema: after });
      parentPort.postMessage({ index, wider: additionsFound, narrower: removalsFound });
    } catch { parentPort.postMessage({ index }); }
  }
  parentPort.postMessage({ done: true });
});`;

export function voteBook(): Votes {
  const known = new Map<string, Vote>();
  return {
    votes: (before, after) => known.get(voteKey(before, after)),
    prepare: async (before, after) => {
      const pairs = undecidedPairs(before, after)
        .filter(([one, other]) => !known.has(voteKey(one, other)))
        .slice(0, MOST);
      if (pairs.length === 0) return;
      const plain = pairs.map(([one, other]) => [votable(one), votable(other)] as const);
      const asked = pairs.flatMap((pair, index) =>
        plain[index]?.includes(undefined) === false ? [{ pair, plain: plain[index] }] : [],
      );
      if (asked.length === 0) return;
      const answers = await ask(asked.map((one) => one.plain));
      for (const [index, vote] of answers) {
        const pair = asked[index]?.pair;
        if (pair !== undefined) known.set(voteKey(pair[0], pair[1]), vote);
      }
    },
  };
}

function undecidedPairs(before: Snapshot, after: Snapshot): readonly (readonly [unknown, unknown])[] {
  return Object.entries(before.tool).flatMap(([name, fields]) =>
    ['inputSchema', 'outputSchema'].flatMap((key) => {
      const [one, other] = [fields[key], after.tool[name]?.[key]];
      return one === undefined || other === undefined ? [] : undecided(one, other);
    }),
  );
}

interface Message {
  readonly index?: number;
  readonly narrower?: boolean;
  readonly wider?: boolean;
  readonly done?: boolean;
}

/** Answers that came in time; a pair that takes too long costs those behind it, which then count as undecided. */
function ask(pairs: readonly unknown[]): Promise<ReadonlyMap<number, Vote>> {
  const votes = new Map<number, Vote>();
  const worker = new Worker(CODE, {
    eval: true,
    workerData: { module: import.meta.resolve(BY), pairs },
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(votes);
    };
    const timer = setTimeout(end, DEADLINE_MS);
    worker.once('error', end);
    worker.once('exit', end);
    worker.on('message', ({ index, narrower, wider, done }: Message) => {
      if (index !== undefined && narrower !== undefined && wider !== undefined)
        votes.set(index, { narrower, wider, by: BY });
      if (done === true) end();
    });
  });
}
