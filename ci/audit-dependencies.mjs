// Known vulnerabilities of what is shipped, asked of the registry by the lockfile alone; a registry that cannot say is no failure.

import { spawnSync } from 'node:child_process';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const ran = spawnSync(npm, ['audit', '--package-lock-only', '--omit=dev', '--json'], { encoding: 'utf8' });

function answered(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const answer = answered(ran.stdout);
const found = answer.metadata?.vulnerabilities;
if (found === undefined) {
  const why = answer.message ?? answer.error?.summary ?? ran.stderr.trim().split('\n').at(-1) ?? 'no answer';
  process.stdout.write(`dependencies: not judged, the registry gives no advisories (${why})\n`);
} else {
  const names = Object.keys(answer.vulnerabilities ?? {});
  process.stdout.write(
    `dependencies: ${found.total} known vulnerabilities${names.length > 0 ? `: ${names.join(', ')}` : ''}\n`,
  );
  if (found.total > 0) process.exitCode = 1;
}
