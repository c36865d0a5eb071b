// `assay dlp --through`: options, and the run behind a gateway instead of an audit of a server.

import type { Argv } from 'yargs';
import { SIZES, type Size } from '../runner/dlp/gateway/corpus.ts';
import type { AuditOptions } from '../runner/options.ts';
import { once } from './audit-options.ts';
import { CliError } from './exit.ts';
import { type CommandArgs, prepare, runAudits } from './run-audits.ts';

export interface ThroughArgs {
  readonly through?: string;
  readonly upstream?: string;
  readonly corpus?: Size;
}

const GROUP = 'Gateway:';

export function throughOptions<T>(argv: Argv<T>): Argv<T & ThroughArgs> {
  const text = { type: 'string', requiresArg: true, group: GROUP } as const;
  return argv
    .option('through', {
      ...text,
      describe: 'Gateway before `assay dlp upstream`: what does it let through?',
      coerce: once('through'),
    })
    .option('upstream', {
      ...text,
      describe: 'Direct address of that upstream (so is --replica), to measure what the gateway adds',
      coerce: once('upstream'),
    })
    .option('corpus', {
      ...text,
      choices: SIZES,
      describe: 'Corpus of the upstream; default what it says',
      coerce: once('corpus'),
    })
    .example(
      'assay dlp --through http://127.0.0.1:8000/mcp --seed 7',
      'the leak table of a gateway',
    ) as unknown as Argv<T & ThroughArgs>;
}

/** @throws CliError */
export async function runThrough(argv: CommandArgs & ThroughArgs & { readonly through: string }): Promise<void> {
  if (argv.target !== undefined || argv['mcp-config'] !== undefined || (argv['--'] ?? []).length > 0)
    throw new CliError('--through names the target: no other is taken beside it.');
  const direct = [argv.upstream, ...(argv.replica ?? [])].filter((url) => url !== undefined);
  if (direct.length > 1) throw new CliError('--upstream: one direct address is expected.');
  const [upstream] = direct;
  if (upstream !== undefined && !(/^https?:\/\//i.test(upstream) && URL.canParse(upstream)))
    throw new CliError(`--upstream: "${upstream}" is no http(s) url.`);
  const prepared = prepare({ ...argv, target: argv.through }, ['dlp']);
  const { through, WrongCorpus } = await import('../runner/dlp/gateway/run.ts');
  await runAudits({
    ...prepared,
    audit: async ({ target }, options) => {
      const { seed: _seed, ...rest } = options satisfies AuditOptions;
      const own = {
        ...(argv.seed === undefined ? {} : { seed: argv.seed }),
        ...(argv.corpus === undefined ? {} : { corpus: argv.corpus }),
        ...(upstream === undefined ? {} : { upstream }),
      };
      try {
        return await through(target, { ...rest, ...own });
      } catch (error) {
        if (error instanceof WrongCorpus) throw new CliError(`--through: ${error.message}`);
        throw error;
      }
    },
  });
}
