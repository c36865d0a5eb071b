// Whatever ends Assay, the processes it started end too: here the hardest way, SIGKILL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const MODULE = new URL('../../../runner/wire/child.ts', import.meta.url).href;

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('kills the children of a run that was killed', async () => {
  const stubborn = `process.on('SIGTERM',()=>{});setInterval(()=>{},1e6)`;
  const source = `import { start } from ${JSON.stringify(MODULE)};
    const child = start({ kind: 'stdio', command: process.execPath, args: ['-e', ${JSON.stringify(stubborn)}] });
    process.stdout.write(String(child.pid)); setInterval(() => {}, 1e6);`;
  const run = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = (await once(run.stdout, 'data')) as [Buffer];
  const pid = Number(text.toString());
  expect(alive(pid)).toBe(true);
  run.kill('SIGKILL');
  while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(alive(pid)).toBe(false);
});
