// `assay dlp upstream`: a server that says what nobody should, to stand behind the gateway that is tested.

import type { Argv, CommandModule } from 'yargs';
import { numeric, once } from '../audit-options.ts';
import { SIZES, type Size } from '../../runner/dlp/gateway/corpus.ts';
import { CliError } from '../exit.ts';

interface Args {
  readonly seed?: number;
  readonly corpus?: Size;
  readonly port?: number;
  readonly host?: string;
}

const command: CommandModule = {
  command: 'upstream',
  describe: 'Serve made-up secrets, to test the gateway before it',
  builder: (argv: Argv) =>
    argv
      .option('seed', {
        type: 'string',
        requiresArg: true,
        describe: 'All values follow from it (1)',
        coerce: numeric('seed', 0, true),
      })
      .option('corpus', {
        type: 'string',
        requiresArg: true,
        choices: SIZES,
        describe: 'quick, pairs (each two of category, encoding, channel meet) or full (pairs)',
        coerce: once('corpus'),
      })
      .option('port', {
        type: 'string',
        requiresArg: true,
        describe: 'Serve over HTTP on this port, 0 for a free one; default stdio',
        coerce: numeric('port', 0, true),
      })
      .option('host', {
        type: 'string',
        requiresArg: true,
        describe: 'Address to listen on (127.0.0.1)',
        coerce: once('host'),
      })
      .example('assay dlp upstream --port 8931 --seed 7', 'then: assay dlp --through <url of the gateway> --seed 7')
      .example('supergateway --stdio "assay dlp upstream --seed 7" …', 'behind a gateway that starts programs'),
  handler: async (given) => {
    const argv = given as unknown as Args;
    if (argv.host !== undefined && argv.port === undefined) throw new CliError('--host needs --port.');
    if ((argv.port ?? 0) > 65_535) throw new CliError('--port: a number up to 65535 is expected.');
    const { serveUpstream } = await import('../dlp-upstream.ts');
    await serveUpstream(argv);
  },
};
export default command;
