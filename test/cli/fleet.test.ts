// Many servers in one command, half of them broken: a report for each, in any order of ending, and the table in that of the file.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eachOf, placesFor } from '../../cli/fleet.ts';
import { assay } from '../kit/assay.ts';
import { fleetOf } from '../kit/fleet.ts';
import { folder } from '../kit/folder.ts';
import { reportProblem } from '../../cli/report-file.ts';

const two = { sure: 2, most: 2, spare: () => true };

describe('a fleet', () => {
  it('ends with a report for each server, broken or not', async () => {
    const servers = fleetOf(18);
    const out = folder({ 'mcp.json': JSON.stringify({ mcpServers: servers }) });
    const ran = await assay(
      ['audit', '--passive', '--suite', 'conformance', '--revision', '2025-11-25', '--timeout', '1500'].concat([
        '--mcp-config',
        'mcp.json',
        '--report',
        'json:r.json',
      ]),
      { cwd: out },
    );
    expect(ran.code).toBe(3);
    const files = readdirSync(out).filter((name) => name.startsWith('r.'));
    expect(files).toHaveLength(18);
    const codes = files.map((name) => {
      const report = JSON.parse(readFileSync(join(out, name), 'utf8')) as { exitCode: number };
      expect(reportProblem(report)).toBeUndefined();
      return [name.startsWith('r.good'), report.exitCode] as const;
    });
    expect(codes.filter(([good, code]) => good && code !== 3)).toHaveLength(9);
    expect(codes.filter(([good, code]) => !good && code === 3)).toHaveLength(9);
    const table = ran.stdout.slice(ran.stdout.lastIndexOf('server '));
    const places = Object.keys(servers).map((name) => table.indexOf(name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('does no more at once than it was told, delivers one by one, and ends with the first failure to deliver', async () => {
    let [now, most, delivering] = [0, 0, 0];
    const seen: number[] = [];
    await eachOf(
      [5, 1, 3, 1, 2],
      two,
      async (turns) => {
        most = Math.max(most, (now += 1));
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return turns;
      },
      async (_, turns, index) => {
        expect((delivering += 1)).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        delivering -= 1;
        seen.push(index);
        expect(turns).toBeGreaterThan(0);
      },
    );
    expect(most).toBe(2);
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4]);
    const broken = eachOf(
      [1, 2, 3],
      two,
      async (n) => n,
      () => Promise.reject(new Error('disk full')),
    );
    await expect(broken).rejects.toThrow('disk full');
  });

  it('begins more than it has places for while there is room, and no more than that', async () => {
    let [now, most] = [0, 0];
    let end = (): void => undefined;
    const full = new Promise<void>((resolve) => (end = resolve));
    const waitForAll = async (): Promise<void> => {
      most = Math.max(most, (now += 1));
      if (now === 4) end();
      await full;
      now -= 1;
    };
    await eachOf([1, 2, 3, 4, 5, 6], { sure: 2, most: 4, spare: () => true }, waitForAll, async () => undefined);
    expect(most).toBe(4);
    const late = eachOf(
      [1, 2, 3],
      { sure: 1, most: 3, spare: () => true },
      (item) => (item === 1 ? full.then(() => new Promise((resolve) => setTimeout(resolve, 400))) : Promise.resolve()),
      (item) => (item === 2 ? Promise.reject(new Error('disk full')) : Promise.resolve()),
    );
    await expect(late).rejects.toThrow('disk full');
  });

  it('measures alone', () => {
    expect(placesFor(200, { suites: ['load'] })).toMatchObject({ sure: 1, most: 1 });
    expect(placesFor(200, { suites: ['load'] }).spare()).toBe(false);
    const usual = placesFor(200, { suites: ['conformance'] });
    expect(usual.sure).toBeGreaterThan(1);
    expect(usual.most).toBeGreaterThan(usual.sure);
    expect(placesFor(200, { probes: false }).sure).toBe(usual.sure + 1);
    expect(placesFor(3, {}).most).toBe(3);
    expect(usual.spare()).toBeTypeOf('boolean');
  });
});
