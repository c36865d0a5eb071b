// `assay compare`: the same questions to two targets, the second held to the first: an upgrade, a gateway beside its
// upstream, two replicas, two callers of one url.

import type { Argv, CommandModule } from 'yargs';
import { resolve } from 'node:path';
import { loadContract } from '../../runner/contract/load.ts';
import { compareTargets } from '../../runner/compare/side-by-side.ts';
import type { Target } from '../../runner/target.ts';
import { auditOptions } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { type TargetArgs, targetsOf } from '../target-options.ts';
import { splitWords } from '../words.ts';

interface Args extends CommandArgs {
  readonly before: string;
  readonly contract?: readonly string[];
  readonly after: string;
  readonly 'before-header'?: readonly string[];
  readonly 'after-header'?: readonly string[];
  readonly 'before-bearer-env'?: string;
  readonly 'after-bearer-env'?: string;
}

const SHARED = ['env', 'cwd', 'ca', 'client-cert', 'client-key'] as const;

const command: CommandModule = {
  command: 'compare',
  describe: 'The same questions to two targets: an upgrade, a gateway beside its upstream, two replicas',
  builder: (argv) => {
    const group = 'Targets:';
    const text = { type: 'string', requiresArg: true, group } as const;
    const texts = { ...text, type: 'array', string: true } as const;
    return auditOptions(argv as Argv<object>, { suites: false })
      .option('before', { ...text, demandOption: true, describe: 'Url, or command line in quotes' })
      .option('after', { ...text, demandOption: true, describe: 'Url, or command line in quotes; held to --before' })
      .option('before-header', { ...texts, describe: "'Name: value' for --before" })
      .option('after-header', { ...texts, describe: "'Name: value' for --after" })
      .option('before-bearer-env', { ...text, describe: 'Variable with a bearer token for --before' })
      .option('after-bearer-env', { ...text, describe: 'Variable with a bearer token for --after' })
      .option('contract', {
        ...texts,
        describe: 'Contract file whose calls are made on both (else `contracts` of the configuration)',
      })
      .option('env', { ...texts, describe: 'K=V for both programs' })
      .option('cwd', { ...text, describe: 'Working directory of both programs' })
      .option('ca', { ...text, describe: 'PEM file of further certificate authorities' })
      .option('client-cert', { ...text, describe: 'PEM file of the client certificate' })
      .option('client-key', { ...text, describe: 'PEM file of its key' })
      .example("assay compare --before 'npx -y pkg@1.2.0' --after 'npx -y pkg@1.3.0'", 'an upgrade')
      .example(
        "assay compare --before 'node server.js' --after http://localhost:8080/mcp",
        'a gateway',
      ) as unknown as Argv<CommandArgs>;
  },
  handler: async (given) => {
    const argv = given as unknown as Args;
    const [before, after] = [sideOf(argv, 'before'), sideOf(argv, 'after')];
    const prepared = prepare({ ...argv, ...afterArgs(argv) } as CommandArgs, ['drift']);
    const files = argv.contract?.map((file) => resolve(file)) ?? prepared.config.contracts;
    const contracts = files.map((file) => loadContract(file, process.env).contract);
    await runAudits({
      ...prepared,
      targets: [{ target: after }],
      audit: (_named, options) => compareTargets({ before, after }, options, contracts),
    });
  },
};
export default command;

function sideOf(argv: Args, side: 'before' | 'after'): Target {
  const [named] = targetsOf(sideArgs(argv, side));
  if (named === undefined) throw new CliError(`--${side} names no target.`);
  return named.target;
}

/** One side as if it stood alone on a command line, so that there is one grammar of targets. */
function sideArgs(argv: Args, side: 'before' | 'after'): TargetArgs {
  const text = argv[side].trim();
  const isUrl = /^https?:\/\//i.test(text);
  const shared = Object.fromEntries(
    SHARED.flatMap((name) => {
      const forUrl = name !== 'env' && name !== 'cwd';
      return argv[name] === undefined || forUrl !== isUrl ? [] : [[name, argv[name]]];
    }),
  );
  const [header, bearer] = [argv[`${side}-header`], argv[`${side}-bearer-env`]];
  const own = {
    ...shared,
    ...(header === undefined ? {} : { header }),
    ...(bearer === undefined ? {} : { 'bearer-env': bearer }),
  };
  if (isUrl) return { target: text, ...own };
  const words = splitWords(text);
  if (words.length === 0) throw new CliError(`--${side} is empty: a url or a command line in quotes is expected.`);
  return { '--': words, ...own };
}

const afterArgs = (argv: Args): Partial<CommandArgs> => {
  const { env: _env, cwd: _cwd, ca: _ca, 'client-cert': _cert, 'client-key': _key, ...rest } = argv;
  return { ...rest, ...undefinedFor(SHARED), ...sideArgs(argv, 'after') };
};

const undefinedFor = (names: readonly string[]): Readonly<Record<string, undefined>> =>
  Object.fromEntries(names.map((name) => [name, undefined]));
