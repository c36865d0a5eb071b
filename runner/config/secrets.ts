// Credentials inside command lines and urls, found by how they are written, and made known to the masker.

import { registerSecret, registerUrlSecrets } from '../engine/mask.ts';

const OPTION = /^--?[\w.-]*(?:key|token|secret|password|passwd|passphrase|credential|auth|pat|bearer)$/i;
const ASSIGNED =
  /^(?:--?)?[\w.-]*(?:key|token|secret|password|passwd|passphrase|credential|auth|pat|bearer)[\w.-]*=(.+)$/i;
const HEADER = /^[\w-]*(?:authorization|api-?key|token|secret|cookie)[\w-]*:\s*(.+)$/i;
/** Formats that are credentials wherever they stand. */
const FORMATS = /^(?:sk-|ghp_|gho_|github_pat_|glpat-|xox[abps]-|AKIA|npm_|eyJ[\w-]+\.)[\w.-]{8,}/;

export function registerUrl(url: string): void {
  try {
    registerUrlSecrets(url);
  } catch {
    // A malformed percent escape: the parts as they are written.
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    registerSecret(parsed?.password);
    for (const value of parsed?.searchParams.values() ?? []) registerSecret(value);
  }
}

/** Values of options with a telling name (`--api-key x`, `API_KEY=x`), urls with credentials, well-known formats. */
export function registerArgumentSecrets(args: readonly string[]): void {
  args.forEach((arg, index) => {
    const next = args[index + 1];
    if (OPTION.test(arg) && next !== undefined && !next.startsWith('-')) registerSecret(next);
    registerSecret(ASSIGNED.exec(arg)?.[1]);
    registerSecret(HEADER.exec(arg)?.[1]);
    if (FORMATS.test(arg)) registerSecret(arg);
    if (/^[a-z][\w+.-]*:\/\//i.test(arg)) registerUrl(arg);
  });
}
