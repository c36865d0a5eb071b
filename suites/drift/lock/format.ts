// The lock: what was accepted of each server, field by field with a digest, in one file that people review and commit.
//
// Layout: `servers.<key>.<kind>.<name>.<field>` holds `{ digest, value }`. The digest is SHA-256 over the canonical text
// (RFC 8785), so that equal content gives equal lines whatever order a server sends, and an edit by hand that changes a
// value without its digest is noticed. Names and fields are sorted; one changed sentence changes two lines.

import { isObject, member } from '../../kernel/look.ts';
import { digestOf, digestOfText, canonicalJson, inOrder } from '../canonical.ts';
import { LIST_KINDS } from '../snapshot.ts';
import type { Fields, Snapshot } from '../snapshot.ts';

export const LOCK_FORMAT = 'assay-lock/1';

export interface LockedField {
  readonly digest: string;
  readonly value: unknown;
}

export type LockedFields = Readonly<Record<string, LockedField>>;

export interface LockedServer {
  readonly revision: string;
  /** Over everything below: one line that says whether anything changed at all. */
  readonly digest: string;
  readonly server: LockedFields;
  readonly tools: Readonly<Record<string, LockedFields>>;
  readonly prompts: Readonly<Record<string, LockedFields>>;
  readonly resources: Readonly<Record<string, LockedFields>>;
  readonly templates: Readonly<Record<string, LockedFields>>;
}

export interface Lock {
  readonly format: typeof LOCK_FORMAT;
  readonly servers: Readonly<Record<string, LockedServer>>;
}

const PLURAL = { tool: 'tools', prompt: 'prompts', resource: 'resources', template: 'templates' } as const;

const lockFields = (fields: Fields): LockedFields =>
  Object.fromEntries(
    Object.keys(fields)
      .toSorted()
      .map((key) => [key, { digest: digestOf(fields[key]), value: inOrder(fields[key]) }]),
  );

const lockList = (items: Readonly<Record<string, Fields>>): Readonly<Record<string, LockedFields>> =>
  Object.fromEntries(
    Object.keys(items)
      .toSorted()
      .map((name) => [name, lockFields(items[name] ?? {})]),
  );

export function lockServer(snapshot: Snapshot): LockedServer {
  const parts = {
    server: lockFields(snapshot.server),
    tools: lockList(snapshot.tool),
    prompts: lockList(snapshot.prompt),
    resources: lockList(snapshot.resource),
    templates: lockList(snapshot.template),
  };
  return { revision: snapshot.revision, digest: digestOfParts(snapshot.revision, parts), ...parts };
}

/** Over the digests of the fields, so that it costs nothing beside them. */
function digestOfParts(revision: string, parts: Omit<LockedServer, 'revision' | 'digest'>): string {
  const lines: string[] = [revision];
  const add = (prefix: string, fields: LockedFields): void => {
    for (const [key, { digest }] of Object.entries(fields)) lines.push(JSON.stringify([prefix, key, digest]));
  };
  add('server', parts.server);
  for (const kind of LIST_KINDS)
    for (const [name, fields] of Object.entries(parts[PLURAL[kind]])) {
      lines.push(JSON.stringify([kind, name]));
      add(`${kind} ${name}`, fields);
    }
  return digestOfText(lines.join('\n'));
}

/** The snapshot that was locked. */
export function unlockServer(locked: LockedServer): Snapshot {
  const values = (fields: LockedFields): Fields =>
    Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value]));
  const list = (items: Readonly<Record<string, LockedFields>>): Readonly<Record<string, Fields>> =>
    Object.fromEntries(Object.entries(items).map(([name, fields]) => [name, values(fields)]));
  return {
    revision: locked.revision,
    server: values(locked.server),
    tool: list(locked.tools),
    prompt: list(locked.prompts),
    resource: list(locked.resources),
    template: list(locked.templates),
  };
}

/** A lock with this server accepted; the others stay as they are. */
export const withServer = (lock: Lock | undefined, key: string, server: LockedServer): Lock => {
  const servers = { ...lock?.servers, [key]: server };
  return {
    format: LOCK_FORMAT,
    servers: Object.fromEntries(
      Object.keys(servers)
        .toSorted()
        .map((name) => [name, servers[name] as LockedServer]),
    ),
  };
};

export const lockText = (lock: Lock): string => `${JSON.stringify(lock, undefined, 2)}\n`;

/** What a signature covers. */
export const signedText = (lock: Lock): string => canonicalJson(lock);

/** `damaged`: what is wrong with an entry, by the server's key; such an entry is not in the lock. */
export type ReadLock =
  { readonly lock: Lock; readonly damaged: Readonly<Record<string, string>> } | { readonly problem: string };

/** Reads a lock; a value that does not match its digest was edited by hand or damaged. */
export function readLock(text: string): ReadLock {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { problem: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const format = member(parsed, 'format');
  if (format !== LOCK_FORMAT) return { problem: `its format is ${JSON.stringify(format)}, not "${LOCK_FORMAT}"` };
  const servers = member(parsed, 'servers');
  if (!isObject(servers)) return { problem: 'it has no "servers"' };
  const problems = Object.entries(servers).map(([key, server]) => [key, problemOf(server)] as const);
  const sound = problems.filter(([, problem]) => problem === undefined).map(([key]) => [key, servers[key]] as const);
  const damaged = problems.filter((one): one is readonly [string, string] => one[1] !== undefined);
  return {
    lock: { format: LOCK_FORMAT, servers: Object.fromEntries(sound) as unknown as Lock['servers'] },
    damaged: Object.fromEntries(damaged),
  };
}

function problemOf(server: unknown): string | undefined {
  if (typeof member(server, 'revision') !== 'string') return 'no revision';
  const groups: readonly (readonly [string, unknown])[] = [
    ['server', { server: member(server, 'server') }],
    ...Object.values(PLURAL).map((plural) => [plural, member(server, plural)] as const),
  ];
  for (const [name, group] of groups) {
    if (!isObject(group)) return `"${name}" is missing`;
    for (const [item, fields] of Object.entries(group)) {
      if (!isObject(fields)) return `${name}.${item} is no object`;
      for (const [key, field] of Object.entries(fields))
        if (member(field, 'digest') !== digestOf(member(field, 'value')))
          return `${name}.${item}.${key} does not match its digest; accept it again instead of editing it`;
    }
  }
  const { revision, digest, ...parts } = server as unknown as LockedServer;
  return digest === digestOfParts(revision, parts)
    ? undefined
    : 'the digest of the server does not match; something was taken out or put in by hand';
}
