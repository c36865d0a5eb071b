// Files that Assay writes: where the user said, and not where a link that somebody laid there points to.

import { closeSync, constants, lstatSync, openSync, rmSync, writeFileSync } from 'node:fs';

/** Streams of our own that systems present as links: `/dev/stdout`, `/dev/fd/63` of a process substitution. */
const STREAMS = /^\/(?:dev\/(?:std(?:out|err)|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/** `append` only tries whether the file can be written. */
export function openOwn(path: string, mode = 0o666, how: 'truncate' | 'append' = 'truncate'): number {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_APPEND, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Windows has no such flags, and links only for administrators. A named pipe that nobody reads would hold us for ever.
  const follow = STREAMS.test(path) ? 0 : (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);
  try {
    return openSync(path, O_WRONLY | O_CREAT | follow | (how === 'append' ? O_APPEND : O_TRUNC), mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    throw Object.assign(new Error(`${path} is a symbolic link; outputs do not follow links: name the file itself`), {
      code: 'ELOOP',
    });
  }
}

export function writeOwn(path: string, text: string, options: { readonly mode?: number } = {}): void {
  const handle = openOwn(path, options.mode);
  try {
    writeFileSync(handle, text);
  } finally {
    closeSync(handle);
  }
}

/**
 * Writes a file whose path was tried before a target ran. A target could have laid something else there since: a link, a
 * pipe, a second name of another file. That is removed, and not written through.
 *
 * @returns what was there.
 */
export function writeAfterwards(path: string, text: string): string | undefined {
  const laid = STREAMS.test(path) ? undefined : laidAt(path);
  if (laid !== undefined) rmSync(path);
  writeOwn(path, text);
  return laid;
}

function laidAt(path: string): string | undefined {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return undefined;
  if (there.isSymbolicLink()) return 'a symbolic link';
  if (there.isFIFO() || there.isSocket()) return 'a pipe';
  return there.isFile() && there.nlink > 1 ? 'a second name of another file' : undefined;
}
