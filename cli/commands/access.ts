// `assay access`: who may do what: the callers of the configuration held against its matrix, and against each other.

import type { Argv, CommandModule } from 'yargs';
import { matrixCsv, matrixMarkdown } from '../../reporters/access-matrix.ts';
import { audit } from '../../runner/api.ts';
import { writeOwn } from '../../runner/own-file.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { auditOptions } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

interface AccessArgs {
  readonly matrix?: readonly string[];
}

const FORMATS = { csv: matrixCsv, markdown: matrixMarkdown } as const;

interface Export {
  readonly format: keyof typeof FORMATS;
  readonly path: string;
}

const command: CommandModule = {
  command: 'access [target]',
  describe: 'Who may list, call and read what: each caller of the configuration, and whoever shows no credentials',
  builder: (argv) =>
    (auditOptions(targetOptions(argv as Argv<object>), { suites: false }) as Argv<object>)
      .option('matrix', {
        type: 'array',
        string: true,
        requiresArg: true,
        group: 'Access:',
        describe: 'The matrix as csv:<path> or markdown:<path>; - is stdout',
      })
      .example('assay access https://mcp.example.com/mcp', 'with callers: and access: in assay.config.yaml')
      .example('assay access http://127.0.0.1:3000/mcp --matrix csv:matrix.csv', 'the matrix as a table')
      .example('assay access init http://127.0.0.1:3000/mcp', 'draft access: from what is seen'),
  handler: async (given) => {
    const argv = given as unknown as CommandArgs & AccessArgs;
    const exports = (argv.matrix ?? []).map(exportOf);
    const prepared = prepare(argv, ['access']);
    if (exports.length > 0 && prepared.options.callers === undefined)
      throw new CliError('--matrix needs callers: in the configuration; see docs/guides/access.md.');
    if (exports.length > 0 && prepared.fleet) throw new CliError('--matrix is for one server: name it with --server.');
    await runAudits({
      ...prepared,
      audit: async ({ target }, options) => {
        const report = await audit(target, options);
        for (const one of exports) write(one, report);
        return report;
      },
    });
  },
};
export default command;

function exportOf(text: string): Export {
  const [, format = '', path = ''] = /^(\w+):(.+)$/.exec(text) ?? [];
  if (!Object.hasOwn(FORMATS, format) || path === '')
    throw new CliError(`--matrix: csv:<path> or markdown:<path> is expected, not "${text}".`);
  return { format: format as Export['format'], path };
}

function write({ format, path }: Export, report: Report): void {
  const text = FORMATS[format](report);
  if (path === '-') process.stdout.write(text);
  else writeOwn(path, text, { mode: 0o600 });
}
