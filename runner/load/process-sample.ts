// Memory and processor time of a process and its group while it is loaded.

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

export interface ProcessSample {
  readonly atMs: number;
  readonly rssMiB: number;
  /** Of one processor, since the sample before. */
  readonly cpuPercent: number;
  /** Requests answered so far. */
  readonly done: number;
}

export interface Sampler {
  /** Ends the sampling and gives what was seen; empty where the platform does not tell. */
  stop(): readonly ProcessSample[];
}

interface Reading {
  readonly rssBytes: number;
  readonly cpuMs: number;
}

const EVERY_MS = 250;
const LIMIT = 20_000;
/** Linux counts in ticks of 10 ms and pages of 4 KiB wherever Node runs today. */
const TICK_MS = 10;
const PAGE = 4096;

/** Samples a process, or the whole group where `group` is set. */
export function sampleProcess(pid: number, group: boolean, done: () => number): Sampler {
  const samples: ProcessSample[] = [];
  const began = performance.now();
  let before: { at: number; cpuMs: number } | undefined;
  let busy = false;
  const take = async (): Promise<void> => {
    if (busy || samples.length >= LIMIT) return;
    busy = true;
    const reading = await read(pid, group);
    busy = false;
    if (reading === undefined) return;
    const at = performance.now();
    const cpu = before === undefined ? 0 : ((reading.cpuMs - before.cpuMs) / (at - before.at)) * 100;
    before = { at, cpuMs: reading.cpuMs };
    samples.push({
      atMs: Math.round(at - began),
      rssMiB: Number((reading.rssBytes / 1_048_576).toFixed(2)),
      cpuPercent: Math.max(0, Math.round(cpu)),
      done: done(),
    });
  };
  const timer = setInterval(() => void take(), EVERY_MS);
  void take();
  return {
    stop: () => {
      clearInterval(timer);
      return samples;
    },
  };
}

async function read(pid: number, group: boolean): Promise<Reading | undefined> {
  if (process.platform === 'linux') return readLinux(pid, group);
  if (process.platform === 'win32') return undefined;
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,pgid=,rss=,time=', '-A']);
    return readPs(stdout, pid, group);
  } catch {
    return undefined;
  }
}

function readLinux(pid: number, group: boolean): Reading | undefined {
  const pids = group ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [String(pid)];
  let rssBytes = 0;
  let cpuMs = 0;
  let found = false;
  for (const one of pids) {
    let stat: string;
    try {
      stat = readFileSync(`/proc/${one}/stat`, 'latin1');
    } catch {
      continue;
    }
    // The name in parentheses may hold anything, so fields are counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (group && Number(fields[2]) !== pid) continue;
    found = true;
    cpuMs += (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    rssBytes += Number(fields[21]) * PAGE;
  }
  return found ? { rssBytes, cpuMs } : undefined;
}

function readPs(text: string, pid: number, group: boolean): Reading | undefined {
  let rssBytes = 0;
  let cpuMs = 0;
  let found = false;
  for (const line of text.split('\n')) {
    const [one, leader, rss, time = ''] = line.trim().split(/\s+/);
    if (Number(group ? leader : one) !== pid) continue;
    found = true;
    rssBytes += Number(rss) * 1024;
    cpuMs += time.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
  }
  return found ? { rssBytes, cpuMs } : undefined;
}
