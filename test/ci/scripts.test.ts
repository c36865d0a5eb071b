// The CI templates, as far as they run without the service: their shell steps for real, their YAML read.

import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { json } from '../../reporters/json.ts';
import { folder } from '../kit/folder.ts';
import { fullReport } from '../kit/report-sample.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** Stands in for the program, so that the steps are tried and not the audit: writes the reports asked for, exits 1. */
const STAND_IN = `#!/usr/bin/env bash
echo "$*" >>"$CALLS"
for word in "$@"; do printf '<%s>' "$word" >>"$CALLS.words"; done
if [ "$1" = audit ]; then
  for word in "$@"; do case $word in
    json:*) cp "$SAMPLE" "\${word#json:}" ;;
    *:*/*) : >"\${word#*:}" ;;
  esac; done
  exit 1
fi
while [ $# -gt 0 ]; do
  [ "$1" = --out ] && echo 'the report' >"$2"
  shift
done
`;

const GH = `#!/usr/bin/env bash
echo "$*" >>"$CALLS"
case "$*" in *--paginate*) printf '%s' "$EXISTING" ;; esac
`;

async function bash(script: string, env: Record<string, string>, cwd: string): Promise<number> {
  const PATH = `${cwd}/bin:${process.env['PATH'] ?? ''}`;
  return run('bash', script.startsWith('-c') ? ['-c', script.slice(2)] : [script], {
    cwd,
    env: { PATH, HOME: cwd, ...env },
  }).then(
    () => 0,
    (error: { code?: number; stderr?: string }) => error.code ?? -1,
  );
}

const workplace = (): string => {
  const path = folder({
    'bin/stand-in': STAND_IN,
    'bin/gh': GH,
    'sample.json': json(fullReport()),
    calls: '',
    'calls.words': '',
  });
  for (const name of ['stand-in', 'gh']) chmodSync(join(path, 'bin', name), 0o755);
  return path;
};

const read = (path: string, name: string): string => readFileSync(join(path, name), 'utf8');

describe('the GitHub action', () => {
  const script = join(ROOT, 'ci/github/run.sh');
  const env = (path: string): Record<string, string> => ({
    ASSAY_BIN: 'stand-in',
    CALLS: `${path}/calls`,
    SAMPLE: `${path}/sample.json`,
    GITHUB_OUTPUT: `${path}/output`,
    GITHUB_STEP_SUMMARY: `${path}/summary`,
  });

  it('runs the audit, keeps its reports and hands on its exit code', async () => {
    const path = workplace();
    const code = await bash(
      script,
      {
        ...env(path),
        ASSAY_COMMAND: `node 'my server.js' --flag "$(touch ${path}/owned)"`,
        ASSAY_ARGS: '--revision\nall\n',
      },
      path,
    );
    expect(code).toBe(0);
    expect(read(path, 'output')).toMatch(/^exit-code=1\nverdict=fail\n/);
    expect(read(path, 'summary')).toContain('the report');
    expect(read(path, 'calls.words')).toContain('<--revision><all>');
    expect(read(path, 'calls.words')).toContain('<--><node><my server.js><--flag>');
    expect(existsSync(join(path, 'owned'))).toBe(false);
    for (const name of ['report.json', 'report.sarif', 'junit.xml', 'report.html', 'report.md'])
      expect(existsSync(join(path, 'assay-reports', name))).toBe(true);
  });

  it('takes a url, a client file, a base; and refuses to run without a target', async () => {
    const path = workplace();
    await bash(script, { ...env(path), ASSAY_URL: 'http://h/mcp', ASSAY_BASE: 'sample.json' }, path);
    expect(read(path, 'calls')).toMatch(/http:\/\/h\/mcp\n/);
    expect(read(path, 'calls')).toContain('--base sample.json');
    await bash(script, { ...env(path), ASSAY_MCP_CONFIG: '.vscode/mcp.json' }, path);
    expect(read(path, 'calls')).toContain('--mcp-config .vscode/mcp.json');
    expect(await bash(script, env(path), path)).toBe(2);
  });

  it.each([
    ['', 'POST repos/o/r/issues/7/comments'],
    ['42\n', 'PATCH repos/o/r/issues/comments/42'],
  ])('comments once, and updates its comment (%j)', async (existing, expected) => {
    const path = workplace();
    const script = join(ROOT, 'ci/github/comment.sh');
    const code = await bash(
      script,
      {
        CALLS: `${path}/calls`,
        EXISTING: existing,
        GITHUB_REPOSITORY: 'o/r',
        PULL_REQUEST: '7',
        ASSAY_MARKDOWN: 'sample.json',
      },
      path,
    );
    expect(code).toBe(0);
    expect(read(path, 'calls')).toContain(expected);
  });

  it('names steps and inputs that exist', () => {
    const action = parse(readFileSync(join(ROOT, 'ci/github/action.yml'), 'utf8')) as {
      inputs: object;
      outputs: Record<string, { value: string }>;
      runs: { steps: { id?: string; run?: string; shell?: string; uses?: string }[] };
    };
    const text = readFileSync(join(ROOT, 'ci/github/action.yml'), 'utf8');
    for (const [, name] of text.matchAll(/inputs\.([\w-]+)/g)) expect(Object.keys(action.inputs)).toContain(name);
    const written = [...readFileSync(script, 'utf8').matchAll(/echo "([\w-]+)=/g)].map(([, name]) => name);
    for (const [, name] of text.matchAll(/steps\.audit\.outputs\.([\w-]+)/g)) expect(written).toContain(name);
    for (const step of action.runs.steps) if (step.run !== undefined) expect(step.shell).toBe('bash');
    // What a pull request may contain never stands inside a script, only in its environment.
    for (const step of action.runs.steps) expect(step.run ?? '').not.toContain('${{');
  });
});

describe('the GitLab template', () => {
  it('runs its script and keeps the exit code', async () => {
    const path = workplace();
    const { assay } = parse(readFileSync(join(ROOT, 'ci/gitlab/assay.gitlab-ci.yml'), 'utf8')) as {
      assay: { script: string[]; variables: Record<string, string> };
    };
    const variables = {
      ...assay.variables,
      CALLS: `${path}/calls`,
      SAMPLE: `${path}/sample.json`,
      ASSAY_BIN: 'stand-in',
      ASSAY_COMMAND: "node 'a b.js'",
    };
    expect(await bash(`-c set -eo pipefail\n${assay.script.join('\n')}`, variables, path)).toBe(1);
    expect(read(path, 'calls.words')).toContain('<--><node><a b.js>');
    expect(existsSync(join(path, 'assay-reports/code-quality.json'))).toBe(true);
  });
});

describe('the Kubernetes job', () => {
  it('gives each pod its shard', async () => {
    const documents = parseAllDocuments(readFileSync(join(ROOT, 'ci/kubernetes/job.yaml'), 'utf8')).map(
      (one) => one.toJS() as Record<string, never>,
    );
    const job = documents.find(({ kind }) => kind === 'Job') as unknown as {
      spec: {
        completions: number;
        template: { spec: { containers: { args: string[]; env: { name: string; value: string }[] }[] } };
      };
    };
    const [container] = job.spec.template.spec.containers;
    const env = Object.fromEntries(container?.env.map(({ name, value }) => [name, value]) ?? []);
    expect(env['ASSAY_SHARDS']).toBe(String(job.spec.completions));
    const path = workplace();
    const code = await bash(
      `-c${container?.args[0]}`,
      {
        ...env,
        CALLS: `${path}/calls`,
        SAMPLE: `${path}/sample.json`,
        ASSAY_BIN: 'stand-in',
        ASSAY_REPORTS: path,
        JOB_COMPLETION_INDEX: '2',
      },
      path,
    );
    expect(code).toBe(1);
    expect(read(path, 'calls')).toContain('--shard 3/4');
    expect(existsSync(join(path, 'shard-3.json'))).toBe(true);
  });
});
