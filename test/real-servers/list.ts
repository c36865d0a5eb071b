// The published servers of the nightly survey, as data: package, version, and how each is started over what it offers.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const WAYS = ['stdio', 'streamable-http', 'http-sse'] as const;
export type Way = (typeof WAYS)[number];

/** `{port}` and `{folder}` in arguments and environment stand for a free port and a scratch folder. */
export interface Start {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the server wants to be asked by; default 127.0.0.1. */
  readonly host?: string;
  /** Of the endpoint, over HTTP. */
  readonly path?: string;
}

export interface PublishedServer extends Readonly<Partial<Record<Way, Start>>> {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** Run by Node, relative to the package. */
  readonly program: string;
  readonly overrides?: Readonly<Record<string, string>>;
  /** Written to the scratch folder before a start. */
  readonly files?: Readonly<Record<string, string>>;
}

const isList = (value: unknown): value is readonly PublishedServer[] => Array.isArray(value);

export function publishedServers(names: readonly string[] = []): readonly PublishedServer[] {
  const all: unknown = JSON.parse(readFileSync(new URL('servers.json', import.meta.url), 'utf8'));
  if (!isList(all)) throw new Error('servers.json holds a list');
  const unknown = names.filter((name) => !all.some((server) => server.name === name));
  if (unknown.length > 0) throw new Error(`servers.json has no ${unknown.join(', ')}`);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

/** Outside the project: what is surveyed is no dependency. */
export const cacheFolder = (): string =>
  process.env['ASSAY_REAL_SERVERS'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mcp-assay', 'real-servers');

export const folderOf = (server: PublishedServer): string => join(cacheFolder(), `${server.name}@${server.version}`);

export const programOf = (server: PublishedServer): string =>
  join(folderOf(server), 'node_modules', server.package, server.program);
