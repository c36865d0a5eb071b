// Files that Assay writes: where the user said, and not where a link that somebody laid there points to.

import { closeSync, constants, openSync, writeFileSync } from 'node:fs';

/** Streams of our own that systems present as links: `/dev/stdout`, `/dev/fd/63` of a process substitution. */
const STREAMS = /^\/(?:dev\/(?:std(?:out|err)|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/** `append` only tries whether the file can be written. */
export function openOwn(path: string, mode = 0o666, how: 'truncate' | 'append' = 'truncate'): number {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_APPEND, O_NOFOLLOW } = constants;
  const follow = STREAMS.test(path) ? 0 : (O_NOFOLLOW ?? 0); // Windows has no such flag, and links only for administrators
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
