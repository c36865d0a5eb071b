// `assay affinity`: whether sessions, and requests without them, survive the replicas behind a url.

import type { Argv, CommandModule } from 'yargs';
import { affinity } from '../../runner/affinity/run.ts';
import type { AffinityOptions } from '../../runner/affinity/options.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import { auditOptions, numeric, once } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { secondCaller } from '../load-options.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';
import type { AuditOptions } from '../../runner/options.ts';

interface AffinityArgs {
  readonly sessions?: number;
  readonly rounds?: number;
  readonly ids?: number;
  readonly kill?: string;
  readonly heal?: string;
  readonly 'start-replica'?: readonly string[];
  readonly 'down-for'?: number;
  readonly 'routing-header'?: string;
  readonly 'other-bearer-env'?: string;
  readonly 'i-own-this-target'?: boolean;
}

const GROUP = 'Replicas:';

function affinityOptions<T>(argv: Argv<T>): Argv<T & AffinityArgs> {
  const text = { type: 'string', requiresArg: true, group: GROUP } as const;
  return argv
    .option('sessions', { ...text, describe: 'Sessions opened at once (24)', coerce: numeric('sessions', 4, true) })
    .option('rounds', {
      ...text,
      describe: 'Requests of each over new connections (6)',
      coerce: numeric('rounds', 3, true),
    })
    .option('ids', {
      ...text,
      describe: 'Session ids collected to see whether they can be guessed (1000)',
      coerce: numeric('ids', 0, true),
    })
    .option('kill', { ...text, describe: 'Command that takes one replica away', coerce: once('kill') })
    .option('heal', { ...text, describe: 'Command that brings it back', coerce: once('heal') })
    .option('start-replica', {
      ...text,
      type: 'array',
      string: true,
      describe: 'Command of a replica, one for each --replica: started, killed, ended here',
    })
    .option('down-for', { ...text, describe: 'Seconds a replica is away (5)', coerce: numeric('down-for', 1) })
    .option('routing-header', {
      ...text,
      describe: 'Header each session sends with a value of its own',
      coerce: once('routing-header'),
    })
    .option('other-bearer-env', { ...text, describe: 'Token of a second caller', coerce: once('other-bearer-env') })
    .option('i-own-this-target', {
      type: 'boolean',
      group: GROUP,
      describe: 'Send all of it though it is not on this machine',
    }) as unknown as Argv<T & AffinityArgs>;
}

const command: CommandModule = {
  command: 'affinity [target]',
  describe: 'Sessions and requests across the replicas behind a url',
  builder: (argv) =>
    affinityOptions(auditOptions(targetOptions(argv as Argv<object>), { suites: false }))
      .example(
        'assay affinity http://127.0.0.1:8080/mcp --replica http://127.0.0.1:3001/mcp --replica http://127.0.0.1:3002/mcp',
        'two replicas behind a balancer',
      )
      .example(
        "assay affinity http://127.0.0.1:8080/mcp --kill 'docker stop b' --heal 'docker start b'",
        'with the loss of one',
      ),
  handler: async (given) => {
    const argv = given as unknown as CommandArgs & AffinityArgs;
    const prepared = prepare(argv, ['affinity']);
    const own = optionsFrom(argv, prepared.options);
    await runAudits({
      ...prepared,
      audit: ({ target }, { signal, onEvent }) => {
        if (target.kind !== 'http')
          throw new CliError('affinity is about targets with a url; a program has no replicas.');
        const watching = { ...(signal === undefined ? {} : { signal }), ...(onEvent === undefined ? {} : { onEvent }) };
        return affinity(target, { ...own, ...watching });
      },
    });
  },
};
export default command;

function optionsFrom(argv: CommandArgs & AffinityArgs, options: AuditOptions): AffinityOptions {
  const { revisions, calls, allow, failOn, timeoutMs, budgetMs, evidence, seed, waivers, rules } = options;
  if (argv.heal !== undefined && argv.kill === undefined) throw new CliError('--heal needs --kill.');
  const started = argv['start-replica'];
  if (started !== undefined && started.length !== (argv.replica ?? []).length)
    throw new CliError('--start-replica: one command for each --replica is expected, in the same order.');
  const down = argv['down-for'];
  return {
    ...given('revisions', revisionsFrom(revisions)),
    ...given('calls', calls),
    ...given('allow', allow),
    ...given('failOn', failOn),
    ...given('timeoutMs', timeoutMs),
    ...given('budgetMs', budgetMs),
    ...given('evidence', evidence),
    ...given('seed', seed),
    ...given('waivers', waivers),
    ...given('rules', rules),
    ...given('sessions', argv.sessions === undefined ? undefined : Math.min(argv.sessions, 1000)),
    ...given('rounds', argv.rounds === undefined ? undefined : Math.min(argv.rounds, 100)),
    ...given('ids', argv.ids === undefined ? undefined : Math.min(argv.ids, 20_000)),
    ...given('kill', argv.kill),
    ...given('heal', argv.heal),
    ...given('startReplicas', started),
    ...given('failoverTimes', down === undefined ? undefined : { downMs: down * 1000, backMs: down * 1000 }),
    ...given('routingHeader', argv['routing-header']),
    ...given('otherHeaders', secondCaller(argv)),
    ...(argv['i-own-this-target'] === true ? { own: true } : {}),
  };
}

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };

/** Sessions over Streamable HTTP begin with 2025-03-26. */
function revisionsFrom(revisions: AuditOptions['revisions']): readonly Revision[] | undefined {
  if (revisions === undefined || revisions === 'auto') return undefined;
  if (revisions === 'all') return ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'];
  return revisions.filter((revision) => revision !== '2024-11-05');
}
