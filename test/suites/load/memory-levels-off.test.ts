// The proof of load/memory-levels-off; live proofs are in test/runner/load/stdio.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

/** Forty samples of ten seconds; `rss` gives MiB at each. */
const memory =
  (rss: (index: number) => number, done = 500) =>
  (load: Measures) => {
    load.process = Array.from({ length: 40 }, (_, index) => ({
      atMs: index * 250,
      rssMiB: rss(index),
      cpuPercent: 50,
      done: index * done,
    }));
  };

proveLoad('memory-levels-off', {
  faults: {
    'a little more with every request': { change: memory((index) => 80 + index * 3), key: 'growth' },
    'saw teeth that climb': { change: memory((index) => 80 + index * 4 + (index % 5) * 6), key: 'growth' },
  },
  stillGood: {
    'a warm-up that levels off': { change: memory((index) => 80 + 60 * (1 - Math.exp(-index / 5))) },
    'saw teeth that do not climb': { change: memory((index) => 90 + (index % 10) * 8) },
    'growth too small to tell from a heap not yet collected': { change: memory((index) => 80 + index * 0.7) },
    'growth like a logarithm': { change: memory((index) => 80 + 25 * Math.log(1 + index)) },
    'growth like a leak, for too short a time': {
      change: memory((index) => 80 + index * 1.5, 50),
      expect: 'skip',
    },
    'too few samples': {
      change: (load) => void (load.process = [{ atMs: 0, rssMiB: 80, cpuPercent: 0, done: 0 }]),
      expect: 'skip',
    },
    'nothing sampled': { change: (load) => void delete load.process, expect: 'skip' },
  },
});
