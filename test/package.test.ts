// What `npm pack` makes of the build: what is needed, no more, and it runs by itself in another folder.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ruleIds } from '../runner/engine/catalog.ts';
import { folder } from './kit/folder.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const isBuilt = existsSync(join(ROOT, 'dist/suites/catalog.js'));

const npm = (...args: string[]): string =>
  execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });

describe.skipIf(!isBuilt && process.env['ASSAY_REQUIRE_REAL'] !== '1')(
  `the package (npm run build ${isBuilt ? 'was run' : 'was not run'})`,
  () => {
    it('holds what is needed and no more', { timeout: 120_000 }, () => {
      const [packed] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts')) as {
        files: { path: string }[];
      }[];
      const paths = packed?.files.map(({ path }) => path) ?? [];
      for (const needed of [
        'dist/cli/main.js',
        'dist/runner/api.js',
        'dist/runner/api.d.ts',
        'dist/suites/catalog.js',
        'dist/fixtures/good/main.js',
        'ci/github/action.yml',
        'LICENSE',
        'README.md',
      ])
        expect(paths).toContain(needed);
      const strange = paths.filter(
        (path) =>
          !/^(?:dist\/|ci\/(?:github|gitlab|kubernetes|pre-commit)\/|package\.json$|README\.md$|CHANGELOG\.md$|LICENSE$)/.test(
            path,
          ),
      );
      expect(strange).toEqual([]);
      expect(paths.filter((path) => /\.test\.|(?<!\.d)\.ts$|\.check\.|golden|node_modules/.test(path))).toEqual([]);
    });

    it('runs from another folder', { timeout: 240_000 }, () => {
      const place = folder();
      npm('pack', '--ignore-scripts', '--pack-destination', place);
      const [tarball = ''] = readdirSync(place);
      execFileSync('tar', ['xzf', tarball], { cwd: place });
      mkdirSync(join(place, 'node_modules'));
      // Dependencies stand beside an installed package, as in any project.
      for (const name of readdirSync(join(ROOT, 'node_modules')).filter((one) => !one.startsWith('.')))
        symlinkSync(join(ROOT, 'node_modules', name), join(place, 'node_modules', name));
      renameSync(join(place, 'package'), join(place, 'node_modules', 'mcp-assay'));
      const assay = (...args: string[]): string =>
        execFileSync(process.execPath, [join(place, 'node_modules/mcp-assay/dist/cli/main.js'), ...args], {
          cwd: place,
          encoding: 'utf8',
          maxBuffer: 1e8,
        });
      // `npx --package <tarball> mcp-assay` asks for a program of the package's name.
      const { bin } = JSON.parse(readFileSync(join(place, 'node_modules/mcp-assay/package.json'), 'utf8')) as {
        bin: Record<string, string>;
      };
      expect(bin).toEqual({ assay: 'dist/cli/main.js', 'mcp-assay': 'dist/cli/main.js' });
      expect(assay('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
      const rules = JSON.parse(assay('list', 'rules', '--json')) as { id: string; suite: string }[];
      expect(rules.filter(({ suite }) => suite !== 'config').map(({ id }) => id)).toEqual(ruleIds());
      expect(assay('init', '--ci', 'github', '--no-lock', '--', 'node', 'server.js')).toContain(
        'Wrote .github/workflows/assay.yml',
      );
      const script =
        "import { audit } from 'mcp-assay'; const r = await audit({ kind: 'stdio', command: '/no/such', args: [] }); console.log(r.exitCode)";
      expect(
        execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: place, encoding: 'utf8' }),
      ).toBe('3\n');
    });
  },
);
