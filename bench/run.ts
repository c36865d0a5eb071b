// `npm run bench`: every bench of this folder after another, each in a process of its own; fails where a promise is broken.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !['run.ts', 'measure.ts'].includes(name))
  .filter((name) => wanted.length === 0 || wanted.includes(name.replace(/\.ts$/, '')));
let broken = 0;
for (const name of benches) {
  console.log(`\n${name.replace(/\.ts$/, '')}`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', `${folder}${name}`], { stdio: 'inherit' });
  if (status !== 0) broken += 1;
}
process.exit(broken === 0 ? 0 : 1);
