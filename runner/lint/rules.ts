// The rules on client files, in words.

import type { Level } from '../../suites/kernel/check.ts';

export interface LintRule {
  readonly title: string;
  readonly level: Level;
  readonly why: string;
  readonly fix: string;
  readonly tags: readonly string[];
}

export const LINT_RULES = {
  'unpinned-packages': {
    title: 'Every server is started in one fixed version',
    level: 'must',
    why: 'Without a version each start runs whatever was published last, with all rights of the user. A stolen publishing account reaches every desk the same day.',
    fix: 'Write the exact version behind the package name, and raise it on purpose.',
    tags: ['owasp:MCP04'],
  },
  'image-by-tag': {
    title: 'Images are named by digest',
    level: 'should',
    why: 'A tag can be moved to another image at any time; a digest cannot.',
    fix: 'Take the digest of the image that was reviewed: docker inspect --format "{{index .RepoDigests 0}}" <image>.',
    tags: ['owasp:MCP04'],
  },
  'plaintext-credentials': {
    title: 'No credential is written into the file',
    level: 'must',
    why: 'Client files are synced, backed up, committed and shown in support requests, and every program of the user can read them.',
    fix: 'Refer to an environment variable or an input of the client, then revoke the credential that stood here.',
    tags: ['owasp:MCP01'],
  },
  'http-remotes': {
    title: 'Remote servers are spoken to over TLS',
    level: 'must',
    why: 'Without TLS everybody on the way reads tokens and results, and can put instructions for the model into them.',
    fix: 'Use the https address of the server.',
    tags: ['owasp:MCP07'],
  },
  'off-allowlist': {
    title: 'Only servers of the allowlist are named',
    level: 'must',
    why: 'A server nobody reviewed runs beside those that were, with the same rights and the same model.',
    fix: 'Have the server reviewed and listed under servers in the configuration, or remove it.',
    tags: ['owasp:MCP09'],
  },
  'shell-commands': {
    title: 'No command goes through a shell',
    level: 'should',
    why: 'A shell expands, chains and redirects: what runs is more than what a reader sees, and arguments become code.',
    fix: 'Name the program as command and each argument as an item of args.',
    tags: ['owasp:MCP05'],
  },
  'loose-permissions': {
    title: 'Nobody else may change the file, or read the credentials in it',
    level: 'must',
    why: 'Whoever may write the file decides what the client starts at its next launch.',
    fix: 'chmod 600 <file>',
    tags: ['owasp:MCP01'],
  },
  'lock-integrity': {
    title: 'The lockfile at hand fixes what the file starts',
    level: 'must',
    why: 'A lockfile that names another version, no hash or an address without TLS does not hold what it promises.',
    fix: 'Install the version that the file names and commit the lockfile with its integrity hashes.',
    tags: ['owasp:MCP04'],
  },
  'install-scripts': {
    title: 'No server runs scripts when it is installed',
    level: 'should',
    why: 'Install scripts run before anybody has started the server, outside every review of what it does.',
    fix: 'Install with --ignore-scripts and see whether the server still works, or take a package without them.',
    tags: ['owasp:MCP04'],
  },
} as const satisfies Readonly<Record<string, LintRule>>;

export type LintRuleName = keyof typeof LINT_RULES;
