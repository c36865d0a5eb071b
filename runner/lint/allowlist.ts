// Which servers a client file may name: packages, images and hosts, each with a version where only that one is allowed.

import { isExact } from './launch.ts';
import type { Launch } from './launch.ts';

export type Standing = 'allowed' | 'another version' | 'not listed';

interface Entry {
  readonly name: string;
  readonly version: string | undefined;
}

/** `@scope/pkg@1.2.3`, `pkg`, `pkg==1.2`, `ghcr.io/org/image@sha256:…`, `mcp.example.com`. A `*` at the end stands for any rest. */
function entryOf(text: string): Entry {
  const python = /^([\w.-]+)==(.+)$/.exec(text);
  if (python !== null) return { name: python[1] ?? '', version: python[2] };
  const at = text.lastIndexOf('@');
  if (at > 0) return { name: text.slice(0, at), version: text.slice(at + 1) };
  const tag = /^(.+\/[^/:]+):([\w][\w.-]*)$/.exec(text);
  return tag === null || /^https?:/.test(text)
    ? { name: text, version: undefined }
    : { name: tag[1] ?? '', version: tag[2] };
}

const fits = (name: string, pattern: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name.toLowerCase() === pattern.toLowerCase();

export function standingOf(launch: Launch, allowed: readonly string[]): Standing {
  const entries = allowed.map(entryOf).filter(({ name }) => fits(launch.name, name));
  if (entries.length === 0) return 'not listed';
  const same = entries.some(({ version }) => version === undefined || version === plain(launch.version));
  return same ? 'allowed' : 'another version';
}

const plain = (version: string | undefined): string | undefined =>
  version !== undefined && isExact(version) ? version.replace(/^[=v]+/, '') : version;

/** A host with or without port, `*.example.com`, or the beginning of a url. */
export function hostAllowed(url: URL, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    if (/^https?:\/\//i.test(entry)) return url.href.startsWith(entry);
    if (entry.startsWith('*.')) return url.hostname.endsWith(entry.slice(1));
    return entry.toLowerCase() === url.host || entry.toLowerCase() === url.hostname;
  });
}
