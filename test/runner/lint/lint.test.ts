// Client files as people write them, with one thing wrong in each, and as they should be. Fake credentials are made here.

import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readClientFile } from '../../../runner/config/client-file.ts';
import { standingOf } from '../../../runner/lint/allowlist.ts';
import { readLine } from '../../../runner/lint/launch.ts';
import { lintReport } from '../../../runner/lint/report.ts';
import type { Report } from '../../../suites/kernel/report.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-lint-'));
const fake = (prefix: string): string => prefix + 'a1B2c3D4e5'.repeat(4);

function lint(servers: object, options: { allowed?: readonly string[]; mode?: number; key?: string } = {}): Report {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.json`);
  writeFileSync(file, JSON.stringify({ [options.key ?? 'mcpServers']: servers }, undefined, 2));
  chmodSync(file, options.mode ?? 0o600);
  return lintReport(readClientFile(file), { allowed: options.allowed }, {});
}

const failing = (report: Report): readonly string[] =>
  report.results.filter(({ outcome }) => outcome !== 'pass').map(({ rule }) => rule.id.split('/').at(-1) ?? '');

describe('what a line starts', () => {
  const rows: readonly (readonly [line: string, name: string | undefined, pinned?: boolean])[] = [
    ['npx -y pkg', 'pkg', false],
    ['npx -y pkg@latest', 'pkg', false],
    ['npx -y pkg@^1.2.0', 'pkg', false],
    ['npx -y pkg@1', 'pkg', false],
    ['npx -y @scope/pkg@1.2.3 --flag value', '@scope/pkg', true],
    ['npx --package=@scope/pkg@1.2.3 -- tool', '@scope/pkg', true],
    ['npx -p @scope/pkg tool', '@scope/pkg', false],
    ['npx --registry https://r.example.com pkg@2.0.0', 'pkg', true],
    ['npx ./server.js', undefined],
    ['bunx pkg@1.0.0', 'pkg', true],
    ['bun x pkg', 'pkg', false],
    ['pnpm dlx pkg@1.0.0', 'pkg', true],
    ['yarn dlx pkg', 'pkg', false],
    ['npm exec -- pkg@1.0.0', 'pkg', true],
    ['uvx mcp-server-git', 'mcp-server-git', false],
    ['uvx mcp-server-git==2025.1.1', 'mcp-server-git', true],
    ['uvx mcp-server-git@2025.1.1', 'mcp-server-git', true],
    ['uvx mcp-server-git@latest', 'mcp-server-git', false],
    ['uvx --from mcp-server-git>=1.0 tool', 'mcp-server-git', false],
    ['uvx --python 3.12 mcp-server-git', 'mcp-server-git', false],
    ['uv tool run thing==1.0', 'thing', true],
    ['uv run --with thing server.py', 'thing', false],
    ['uv run server.py', undefined],
    ['pipx run --spec thing==1.0 tool', 'thing', true],
    ['docker run -i --rm -e TOKEN ghcr.io/org/image', 'ghcr.io/org/image', false],
    ['docker run -i --rm ghcr.io/org/image:1.2', 'ghcr.io/org/image', false],
    [`docker run -i --rm ghcr.io/org/image@sha256:${'a'.repeat(64)}`, 'ghcr.io/org/image', true],
    [`docker run localhost:5000/image:1@sha256:${'b'.repeat(64)} --flag`, 'localhost:5000/image', true],
    ['deno run -A npm:pkg@1.0.0', 'pkg', true],
    ['deno run -A jsr:@scope/pkg', '@scope/pkg', false],
    ['go run example.com/cmd@latest', 'example.com/cmd', false],
    ['go run example.com/cmd@v1.2.3', 'example.com/cmd', true],
    ['npx -y git+https://git.example.com/x.git', 'git+https://git.example.com/x.git', false],
    [
      `npx -y git+https://git.example.com/x.git#${'c'.repeat(40)}`,
      `git+https://git.example.com/x.git#${'c'.repeat(40)}`,
      true,
    ],
    ['cmd /c npx -y pkg', 'pkg', false],
    ['node dist/index.js', undefined],
    ['/usr/local/bin/server --port 1', undefined],
  ];
  test.each(rows.map(([line, name, pinned]) => ({ line, name, pinned })))('$line', ({ line, name, pinned }) => {
    const [command = '', ...args] = line.split(' ');
    const [launch] = readLine(command, args).launches;
    expect(launch?.name).toBe(name);
    if (name !== undefined) expect(launch?.pinned).toBe(pinned);
  });

  test('a shell is seen, and what runs inside it', () => {
    const { shell, launches } = readLine('bash', ['-c', 'cd /srv && npx -y pkg']);
    expect(shell).toBe('bash');
    expect(readLine('sh', ['-c', 'npx -y pkg@1.0.0']).launches[0]?.pinned).toBe(true);
    expect(launches.map(({ name }) => name)).toEqual(['pkg']);
    expect(readLine('cmd', ['/c', 'npx', '-y', 'pkg@1.0.0']).shell).toBeUndefined();
    expect(readLine('bash', ['server.sh']).shell).toBeUndefined();
  });
});

describe('a file as it should be', () => {
  test.each(['mcpServers', 'servers'])('%s', (key) => {
    const report = lint(
      {
        files: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem@2026.8.31', '/srv'] },
        git: {
          command: 'uvx',
          args: ['mcp-server-git==2025.1.1'],
          env: { GIT_TOKEN: '${env:GIT_TOKEN}', LOG_LEVEL: 'debug' },
        },
        image: {
          command: 'docker',
          args: ['run', '-i', '--rm', '-e', 'API_KEY', `ghcr.io/org/image@sha256:${'a'.repeat(64)}`],
        },
        local: { url: 'http://127.0.0.1:3000/mcp', headers: { Authorization: 'Bearer ${input:token}' } },
        remote: { url: 'https://mcp.example.com/mcp', headers: { 'X-Api-Key': '${env:KEY}' } },
        own: { command: 'node', args: ['server.js', '--api-key', '$API_KEY', '--token-file', '/run/token'] },
        sample: {
          command: 'node',
          args: ['server.js'],
          env: { API_KEY: '<your-key>', MAX_TOKENS: '4096', KEY_PATH: '/srv/key.pem' },
        },
      },
      { key },
    );
    expect(failing(report)).toEqual([]);
    expect(report.exitCode).toBe(0);
  });
});

describe('one thing wrong', () => {
  const rows: readonly (readonly [what: string, server: object, rule: string])[] = [
    ['no version', { command: 'npx', args: ['-y', 'pkg'] }, 'unpinned-packages'],
    ['the newest version', { command: 'npx', args: ['-y', 'pkg@latest'] }, 'unpinned-packages'],
    ['uvx without a version', { command: 'uvx', args: ['thing'] }, 'unpinned-packages'],
    ['an image without a tag', { command: 'docker', args: ['run', 'org/image'] }, 'unpinned-packages'],
    ['an image by tag', { command: 'docker', args: ['run', 'org/image:1.2.3'] }, 'image-by-tag'],
    ['a key in env', { command: 'node', args: [], env: { OPENAI_API_KEY: fake('') } }, 'plaintext-credentials'],
    ['a key by its form alone', { command: 'node', args: [], env: { SETTING: fake('sk-') } }, 'plaintext-credentials'],
    [
      'a token in a header',
      { url: 'https://a.example.com', headers: { Authorization: `Bearer ${fake('')}` } },
      'plaintext-credentials',
    ],
    ['a key behind an option', { command: 'node', args: ['s.js', '--api-key', fake('')] }, 'plaintext-credentials'],
    ['a key in an option', { command: 'node', args: ['s.js', `--token=${fake('')}`] }, 'plaintext-credentials'],
    [
      'a key for docker',
      { command: 'docker', args: ['run', '-e', `API_KEY=${fake('')}`, `i@sha256:${'a'.repeat(64)}`] },
      'plaintext-credentials',
    ],
    [
      'a password in a url',
      { command: 'node', args: ['s.js', `postgres://me:${fake('')}@db.internal/x`] },
      'plaintext-credentials',
    ],
    ['a key in the url', { url: `https://a.example.com/mcp?api_key=${fake('')}` }, 'plaintext-credentials'],
    [
      'a header as an argument',
      { command: 'node', args: ['s.js', '--header', `Authorization: Bearer ${fake('')}`] },
      'plaintext-credentials',
    ],
    ['a remote without TLS', { url: 'http://mcp.example.com/mcp' }, 'http-remotes'],
    [
      'a remote behind a bridge',
      { command: 'npx', args: ['-y', 'mcp-remote@0.1.0', 'http://mcp.example.com/sse'] },
      'http-remotes',
    ],
    ['a shell', { command: 'bash', args: ['-c', 'node server.js | tee log'] }, 'shell-commands'],
  ];
  test.each(rows)('%s', (_, server, rule) => {
    const report = lint({ it: server });
    expect(failing(report)).toEqual([rule]);
    const text = JSON.stringify(report);
    expect(text).not.toContain('a1B2c3D4e5');
    expect(report.results.find(({ findings }) => findings.length > 0)?.findings[0]?.at[0]?.exchange).toMatch(/:\d+$/);
  });

  test('a file that everybody may write, or that shows its credentials', () => {
    expect(failing(lint({ a: { command: 'node', args: [] } }, { mode: 0o666 }))).toEqual(['loose-permissions']);
    expect(failing(lint({ a: { command: 'node', args: [] } }, { mode: 0o644 }))).toEqual([]);
    const keyed = { a: { command: 'node', args: [], env: { API_KEY: fake('') } } };
    expect(failing(lint(keyed, { mode: 0o644 }))).toEqual(['plaintext-credentials', 'loose-permissions']);
    expect(failing(lint(keyed, { mode: 0o600 }))).toEqual(['plaintext-credentials']);
  });
});

describe('the allowlist', () => {
  const allowed = ['@scope/pkg@1.2.3', 'free', 'thing==1.0', 'mcp.example.com', '*.corp.example', 'node'];
  test.each([
    ['the version it names', { command: 'npx', args: ['-y', '@scope/pkg@1.2.3'] }, []],
    ['another version', { command: 'npx', args: ['-y', '@scope/pkg@1.2.4'] }, ['off-allowlist']],
    ['any version', { command: 'npx', args: ['-y', 'free@9.9.9'] }, []],
    ['not named', { command: 'npx', args: ['-y', 'stranger@1.0.0'] }, ['off-allowlist']],
    ['Python', { command: 'uvx', args: ['thing==1.0'] }, []],
    ['a host', { url: 'https://mcp.example.com/mcp' }, []],
    ['a host below a domain', { url: 'https://a.corp.example/mcp' }, []],
    ['another host', { url: 'https://evil.example.net/mcp' }, ['off-allowlist']],
    ['a program', { command: 'node', args: ['s.js'] }, []],
    ['another program', { command: '/opt/x', args: [] }, ['off-allowlist']],
  ] as const)('%s', (_, server, rules) => {
    expect(failing(lint({ it: server }, { allowed }))).toEqual(rules);
  });

  test('a version may be written with = or v', () => {
    const launch = { kind: 'npm', name: 'a', version: 'v1.0.0', pinned: true, word: 1 } as const;
    expect(standingOf(launch, ['a@1.0.0'])).toBe('allowed');
  });
});

describe('packages at hand', () => {
  const project = mkdtempSync(join(tmpdir(), 'assay-lint-project-'));
  mkdirSync(join(project, 'node_modules', 'noisy'), { recursive: true });
  writeFileSync(
    join(project, 'node_modules', 'noisy', 'package.json'),
    JSON.stringify({ version: '1.0.0', scripts: { postinstall: 'node x.js' } }),
  );
  writeFileSync(
    join(project, 'package-lock.json'),
    JSON.stringify({
      packages: {
        'node_modules/noisy': { version: '1.0.0', integrity: 'sha512-x', resolved: 'https://r.example.com/noisy.tgz' },
        'node_modules/bare': { version: '1.0.0', resolved: 'http://r.example.com/bare.tgz' },
        'node_modules/old': { version: '0.9.0', integrity: 'sha512-x' },
      },
    }),
  );
  const inProject = (spec: string): readonly string[] => {
    const file = join(project, '.mcp.json');
    writeFileSync(file, JSON.stringify({ mcpServers: { it: { command: 'npx', args: ['-y', spec] } } }));
    chmodSync(file, 0o600);
    return failing(lintReport(readClientFile(file), { allowed: undefined }, {}));
  };
  test('scripts that run on install', () => expect(inProject('noisy@1.0.0')).toEqual(['install-scripts']));
  test('no integrity, no TLS', () => expect(inProject('bare@1.0.0')).toEqual(['lock-integrity']));
  test('another version in the lockfile', () => expect(inProject('old@1.0.0')).toEqual(['lock-integrity']));
  test('a package that is not at hand', () => expect(inProject('elsewhere@1.0.0')).toEqual([]));
});
