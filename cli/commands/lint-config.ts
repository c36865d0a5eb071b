// `assay lint-config`: hygiene of a client's own file: pinned packages, no plaintext credentials, TLS, the allowlist.

import { readFileSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { readClientFile } from '../../runner/config/client-file.ts';
import { parseSource } from '../../runner/config/source.ts';
import { lintReport } from '../../runner/lint/report.ts';
import { type AuditArgs, configFor, once, outputOptions } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { checkWritable, outputsOf } from '../outputs.ts';
import { type CommandArgs, finish } from '../run-audits.ts';

interface Args extends AuditArgs {
  readonly file: string;
  readonly allowlist?: string;
}

const command: CommandModule = {
  command: 'lint-config <file>',
  describe: 'Client configuration hygiene: unpinned packages, plaintext credentials, http remotes',
  builder: (argv: Argv) =>
    outputOptions(argv)
      .positional('file', { type: 'string', demandOption: true, describe: 'Client file: Claude, Cursor, VS Code, …' })
      .option('allowlist', {
        type: 'string',
        requiresArg: true,
        describe: 'File with a list of packages (pkg@1.2.3), images and hosts; default servers of the configuration',
        coerce: once('allowlist'),
      })
      .option('report', {
        type: 'array',
        string: true,
        requiresArg: true,
        describe: '<format>:<path>, - is stdout; repeatable',
      })
      .option('fail-on', {
        type: 'string',
        requiresArg: true,
        choices: ['fail', 'warn', 'never'],
        describe: 'What makes exit code 1 (fail)',
      })
      .option('config', {
        type: 'string',
        requiresArg: true,
        describe: 'Configuration (assay.config.yaml)',
        coerce: once('config'),
      }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const outputs = outputsOf(argv.report ?? []);
    const config = configFor(argv);
    checkWritable(outputs, 1);
    const failOn = argv['fail-on'] ?? config.failOn;
    const options = failOn === undefined ? {} : { failOn };
    const file = readClientFile(argv.file);
    const allowed = argv.allowlist === undefined ? config.servers : listOf(argv.allowlist);
    const report = lintReport(file, { allowed }, options);
    process.exitCode = await finish(
      { argv: argv as CommandArgs, config, options, outputs, targets: [], fleet: false },
      report,
      { place: { file: argv.file, line: 1 } },
    );
  },
};
export default command;

/** A list in YAML or JSON (bare, or under `servers`), or one entry a line. */
function listOf(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`--allowlist: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  const { value } = parseSource(file, text);
  const inner: unknown = typeof value === 'object' && value !== null && 'servers' in value ? value.servers : value;
  if (Array.isArray(inner) && inner.every((entry) => typeof entry === 'string')) return inner as readonly string[];
  if (typeof inner === 'string') return inner.split(/\s+/).filter((word) => word !== '' && !word.startsWith('#'));
  throw new CliError(`--allowlist: ${file} holds no list of packages and hosts.`);
}
