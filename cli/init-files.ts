// What `assay init` writes: a configuration and the CI step that fits the place, from the templates in ci/.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Waiver } from '../runner/options.ts';
import { packageFile } from './package-root.ts';

export type CiKind = 'github' | 'gitlab' | 'pre-commit' | 'none';

/** A file to be written, relative to the project. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
}

export interface InitTarget {
  readonly command?: readonly string[];
  readonly url?: string;
  readonly mcpConfig?: string;
}

/** What is there already says which CI runs here. */
export function detectCi(folder: string): CiKind {
  if (existsSync(join(folder, '.gitlab-ci.yml'))) return 'gitlab';
  if (existsSync(join(folder, '.github'))) return 'github';
  if (existsSync(join(folder, '.pre-commit-config.yaml'))) return 'pre-commit';
  return existsSync(join(folder, '.git')) ? 'github' : 'none';
}

/** A command line as one text that the CI scripts split again, without a shell. */
export const commandText = (words: readonly string[]): string =>
  words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : word.includes("'") ? `"${word}"` : `'${word}'`))
    .join(' ');

function targetInput(target: InitTarget): readonly [name: string, value: string] {
  if (target.url !== undefined) return ['url', target.url];
  if (target.mcpConfig !== undefined) return ['mcp-config', target.mcpConfig];
  return ['command', commandText(target.command ?? [])];
}

/** A scalar as YAML writes it on one line. */
const yamlScalar = (value: string): string => JSON.stringify(value);

export function ciFiles(kind: CiKind, target: InitTarget, folder: string): readonly NewFile[] {
  const [name, value] = targetInput(target);
  if (kind === 'github') {
    const workflow = packageFile('ci/github/workflow.yml').replace(
      "__TARGET__: ''",
      () => `${name}: ${yamlScalar(value)}`,
    );
    return [
      { path: '.github/workflows/assay.yml', text: workflow },
      { path: '.github/actions/assay/action.yml', text: packageFile('ci/github/action.yml') },
      { path: '.github/actions/assay/run.sh', text: packageFile('ci/github/run.sh'), mode: 0o755 },
      { path: '.github/actions/assay/comment.sh', text: packageFile('ci/github/comment.sh'), mode: 0o755 },
    ];
  }
  if (kind === 'gitlab') {
    const variable = `ASSAY_${name.toUpperCase().replace('-', '_')}`;
    const include = `include:\n  - local: .gitlab/assay.gitlab-ci.yml\nassay:\n  variables:\n    ${variable}: ${yamlScalar(value)}\n`;
    const template = { path: '.gitlab/assay.gitlab-ci.yml', text: packageFile('ci/gitlab/assay.gitlab-ci.yml') };
    const there = existsSync(join(folder, '.gitlab-ci.yml'));
    return there
      ? [template, { path: '.gitlab/assay-include.yml', text: include }]
      : [template, { path: '.gitlab-ci.yml', text: include }];
  }
  if (kind === 'pre-commit' && !existsSync(join(folder, '.pre-commit-config.yaml')))
    return [{ path: '.pre-commit-config.yaml', text: packageFile('ci/pre-commit/pre-commit-config.yaml') }];
  return [];
}

/** A first configuration; with a baseline, the findings of today as waivers that end. */
export function configFile(waivers: readonly Waiver[]): NewFile {
  const head = `# Configuration of Assay (https://www.npmjs.com/package/mcp-assay). Every key is optional.

# Which tools may be called: none, readonly (annotated so, or allowed below), all.
calls: readonly
# allow: [search]
# What makes exit code 1: fail, warn, never.
failOn: fail

# Calls with a property that some rules need; Assay finds what it can by itself.
# known:
#   - property: slow
#     params: { name: wait, arguments: { seconds: 3 } }
`;
  const body =
    waivers.length === 0
      ? `
# Findings that are accepted for a while; one that has ended, or waives nothing any more, is an error.
# waivers:
#   - { rule: conformance/tools/name-charset, reason: renamed in 2.0, owner: ana@example.com, until: 2026-12-31 }
`
      : `\n# The findings of the day Assay was adopted: only new ones fail. Mend and remove them one by one.\n${stringify({ waivers }, { lineWidth: 0 })}`;
  return { path: 'assay.config.yaml', text: `${head}${body}` };
}
