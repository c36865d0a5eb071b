// Calls of tools as they pass: counts for the catalogue, a sequence to write contracts from, and what is out of the ordinary.

import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { member } from '../../suites/kernel/look.ts';
import { maskDeep } from '../engine/mask.ts';
import { writeOwn } from '../own-file.ts';

/** `usage.json` of a record folder; summed over all sessions. */
export interface UsageFile {
  readonly format: 'assay-usage/1';
  readonly servers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Tool after tool, by server: `a > b`. */
  readonly pairs: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Alert {
  readonly kind: 'first-call' | 'new-pair' | 'rate' | 'large-result';
  readonly server: string;
  readonly note: string;
}

export interface CallsOptions {
  readonly folder: string;
  readonly session: string;
  readonly server: string;
  /** Characters of a result beyond which it is told. */
  readonly largeResult: number;
  readonly now: () => number;
  readonly onAlert: (alert: Alert) => void;
}

/** Calls in a minute that are a burst whatever the past was. */
const BURST = 60;
const WINDOW = 60_000;

export class Calls {
  readonly #options: CallsOptions;
  readonly #known: UsageFile;
  readonly #counts = new Map<string, number>();
  readonly #pairs = new Map<string, number>();
  readonly #open = new Map<string, string>();
  readonly #recent: number[] = [];
  #server: string;
  #last: string | undefined;
  #burst = false;

  constructor(options: CallsOptions) {
    this.#options = options;
    this.#server = options.server;
    this.#known = readUsage(join(options.folder, 'usage.json'));
  }

  /** The name the server gives itself, where none was given to us. */
  names(server: string): void {
    if (this.#options.server === '') this.#server = server;
  }

  asked(key: string, method: string, params: unknown): void {
    const name = member(params, 'name');
    if (method !== 'tools/call' || typeof name !== 'string') return;
    this.#open.set(key, name);
    const seen = (this.#known.servers[this.#server]?.[name] ?? 0) + (this.#counts.get(name) ?? 0);
    // The first session has no past to compare with.
    const past = this.#known.servers[this.#server] !== undefined;
    if (past && seen === 0) this.#alert('first-call', `${name} was never called before`);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    if (this.#last !== undefined) this.#pair(`${this.#last} > ${name}`, past);
    this.#last = name;
    this.#rate();
    this.#sequence({ tool: name, arguments: member(params, 'arguments') ?? {} });
  }

  answered(key: string, size: number, outcome: string, ms: number): void {
    const name = this.#open.get(key);
    if (name === undefined) return;
    this.#open.delete(key);
    if (size > this.#options.largeResult) this.#alert('large-result', `${name} answered with ${size} characters`);
    this.#sequence({ tool: name, outcome, ms: Math.round(ms), size });
  }

  /** Adds this session to the counts of the folder. */
  close(): void {
    if (this.#counts.size === 0) return;
    const file = join(this.#options.folder, 'usage.json');
    const before = readUsage(file);
    const usage: UsageFile = {
      format: 'assay-usage/1',
      servers: { ...before.servers, [this.#server]: added(before.servers[this.#server], this.#counts) },
      pairs: { ...before.pairs, [this.#server]: added(before.pairs[this.#server], this.#pairs) },
    };
    // Written aside and renamed: two sessions that end at once must not leave half a file.
    const draft = `${file}.${process.pid}`;
    writeOwn(draft, `${JSON.stringify(usage, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
    this.#counts.clear();
    this.#pairs.clear();
  }

  #pair(pair: string, past: boolean): void {
    const seen = (this.#known.pairs[this.#server]?.[pair] ?? 0) + (this.#pairs.get(pair) ?? 0);
    if (past && seen === 0) this.#alert('new-pair', `${pair} in this order was never seen before`);
    this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1);
  }

  /** More than a burst within a minute; told once until it calms down. */
  #rate(): void {
    const now = this.#options.now();
    this.#recent.push(now);
    while ((this.#recent[0] ?? now) < now - WINDOW) this.#recent.shift();
    const high = this.#recent.length > BURST;
    if (high && !this.#burst) this.#alert('rate', `${this.#recent.length} calls within a minute`);
    this.#burst = high;
  }

  #alert(kind: Alert['kind'], note: string): void {
    const alert = maskDeep({ kind, server: this.#server, note });
    this.#append('alerts.ndjson', { at: new Date().toISOString(), session: this.#options.session, ...alert });
    this.#options.onAlert(alert);
  }

  #sequence(line: object): void {
    this.#append(join(this.#options.session, 'calls.ndjson'), maskDeep({ server: this.#server, ...line }));
  }

  #append(name: string, line: object): void {
    mkdirSync(join(this.#options.folder, this.#options.session), { recursive: true, mode: 0o700 });
    appendFileSync(join(this.#options.folder, name), `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }
}

function added(
  before: Readonly<Record<string, number>> | undefined,
  more: ReadonlyMap<string, number>,
): Record<string, number> {
  const sum: Record<string, number> = { ...before };
  for (const [name, count] of more) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

function readUsage(file: string): UsageFile {
  const empty: UsageFile = { format: 'assay-usage/1', servers: {}, pairs: {} };
  if (!existsSync(file)) return empty;
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<UsageFile>;
    return { ...empty, ...value };
  } catch {
    return empty;
  }
}
