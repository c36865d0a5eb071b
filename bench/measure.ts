// Times commands and functions several times, interleaved, and gives ratios: the machine is shared and noisy.

import { spawnSync } from 'node:child_process';

export interface Sample {
  readonly name: string;
  /** Milliseconds, one for each round. */
  readonly times: readonly number[];
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Runs each subject once a round, in turn, so that a slow moment hits all of them alike; the first round is thrown away. */
export async function interleaved(
  rounds: number,
  subjects: Readonly<Record<string, () => unknown>>,
): Promise<readonly Sample[]> {
  const times = new Map<string, number[]>(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, subject] of Object.entries(subjects)) {
      const began = performance.now();
      await subject();
      if (round > 0) times.get(name)?.push(performance.now() - began);
    }
  return [...times].map(([name, all]) => ({ name, times: all }));
}

/** How much longer `subject` takes than `base`, by medians. */
export function ratio(samples: readonly Sample[], subject: string, base: string): number {
  const of = (name: string): number => median(samples.find((sample) => sample.name === name)?.times ?? []);
  return of(subject) / of(base);
}

/** A whole process, from start to end. @throws Error where it fails. */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 28,
  });
  if (status === null || status > 1)
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr.slice(-500)}`);
  return stdout;
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  /** The promise: at most this. */
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly unit?: string;
}

/** One line a figure; `!` where a promise is not kept. Returns whether all are. */
export function print(figures: readonly Figure[]): boolean {
  let kept = true;
  for (const { what, value, atMost, atLeast, unit } of figures) {
    const broken = (atMost !== undefined && value > atMost) || (atLeast !== undefined && value < atLeast);
    if (broken) kept = false;
    const promise =
      atMost !== undefined ? `at most ${atMost}` : atLeast !== undefined ? `at least ${atLeast}` : 'no promise';
    console.log(
      `${broken ? '!' : ' '} ${what.padEnd(72)} ${value.toFixed(2).padStart(10)} ${unit ?? '×'} (${promise})`,
    );
  }
  return kept;
}
