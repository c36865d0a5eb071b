// Files that come with the package, whether it runs from the sources or from the build.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = ['../', '../../']
  .map((up) => new URL(up, import.meta.url))
  .find((url) => existsSync(new URL('package.json', url)));

export function packageFile(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, ROOT ?? import.meta.url)), 'utf8');
}
