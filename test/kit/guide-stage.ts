// What the guides on load and replicas speak of, small and near: their addresses lead to servers of this process, and
// what takes minutes takes a moment.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProxy } from '../../fixtures/replicas/proxy.ts';
import { startRaw } from '../../fixtures/replicas/raw.ts';
import { installed } from './require-real.ts';

export interface Stage {
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<unknown>;
  /** The command as it is run here; `undefined` for one that is not. */
  readonly rewrite: (command: string) => string | undefined;
}

const STDIO = fileURLToPath(new URL('../../fixtures/replicas/stdio.mjs', import.meta.url));
const TOKENS = { A: 'first-caller-of-the-docs', B: 'second-caller-of-the-docs' };

/** The scenario file that the guide shows, for a server that has an echo and no search. */
const asEcho = (text: string): string =>
  text.replaceAll('search', 'echo').replaceAll('query', 'text').replaceAll('results', 'am');

export async function loadStage(scenario: string): Promise<Stage> {
  const { url, stop } = await startRaw();
  return {
    close: stop,
    env: TOKENS,
    files: { 'server.js': readFileSync(STDIO, 'utf8'), 'scenario.yaml': asEcho(scenario) },
    rewrite: (command) => {
      // The master and its workers are run in test/runner/load/other-engines.
      if (/^locust .*--(?:master|worker)/.test(command)) return undefined;
      if (/^locust|assay load import/.test(command) && !installed('locust')) return undefined;
      const near = asEcho(command)
        .replace(/https?:\/\/(?:[a-z]+\.example\.com|10\.0\.0\.5:3000|127\.0\.0\.1:3000)\/mcp/g, url)
        .replace(/--pid \d+/, `--pid ${process.pid}`)
        .replace(/-u \d+ -r \d+ -t \d+s/, '-u 2 -r 2 -t 1s')
        .replace(/--limits/, '--limits --limit-rate 20 --limit-sessions 20 --limit-bytes 20000')
        .replace(/ --duration \d+/, '');
      return near.replace(/^assay load (?!export|import)/, '$&--duration 0.5 ');
    },
  };
}

export async function replicasStage(): Promise<Stage> {
  const replicas = [await startRaw({ name: 'a' }), await startRaw({ name: 'b' })];
  const front = await startProxy({ route: 'by-session' })(replicas.map(({ port }) => port));
  const close = async (): Promise<void> => {
    await front.stop();
    await Promise.all(replicas.map(({ stop }) => stop()));
  };
  const [one, two] = replicas.map(({ url }) => url);
  const few = '--ids 30 --sessions 8 --rounds 3 --revision 2025-11-25 ';
  return {
    close,
    env: {},
    files: {},
    rewrite: (command) =>
      command
        .replaceAll('http://127.0.0.1:8080/mcp', front.url)
        .replaceAll('http://127.0.0.1:3001/mcp', one ?? '')
        .replaceAll('http://127.0.0.1:3002/mcp', two ?? '')
        .replace(/docker (?:kill|start) \S+(?=')/g, 'true')
        // They listen already.
        .replace(/node server\.js --port \d+/g, 'sleep 60')
        .replace(/^assay affinity /, `$&${few}${/--kill|--start-replica/.test(command) ? '--down-for 1 ' : ''}`),
  };
}
