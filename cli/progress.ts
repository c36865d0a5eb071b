// What is going on, on stderr: one line that changes in place on a terminal; elsewhere nothing, or a few plain lines with
// --verbose, since a log keeps what a terminal forgets.

import type { ProgressEvent } from '../runner/options.ts';
import { clip } from '../reporters/columns.ts';
import { visible } from '../reporters/visible.ts';

export interface Progress {
  readonly onEvent: (event: ProgressEvent) => void;
  /** Clears the line; to be called before anything else is written. */
  end(): void;
}

export interface ProgressOptions {
  readonly stream: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly quiet: boolean;
  readonly verbose?: boolean;
  /** The server's name, where there are several. */
  readonly name?: string;
}

const PHASES: Readonly<Record<string, string>> = {
  connect: 'connecting',
  gather: 'asking what it offers',
  probe: 'probing',
  judge: 'judging',
  report: 'writing the report',
};

export function progress(options: ProgressOptions): Progress {
  if (options.stream.isTTY === true && !options.quiet) return live(options);
  if (options.verbose === true && !options.quiet) return sparse(options);
  return { onEvent: () => undefined, end: () => undefined };
}

const prefix = ({ name }: ProgressOptions): string => (name === undefined ? 'assay: ' : `assay: ${visible(name)}: `);

function words(event: ProgressEvent): string | undefined {
  if (event.kind === 'phase') {
    const phase = PHASES[event.phase] ?? event.phase;
    return event.note === undefined ? phase : `${phase} (${visible(event.note)})`;
  }
  if (event.kind === 'run') return `speaks ${event.revision} over ${event.transport}: ${visible(event.server)}`;
  if (event.kind === 'probes') return `probing ${event.done} of ${event.total}`;
  return undefined;
}

/** A line per run and phase, none per probe: logs are kept. */
function sparse(options: ProgressOptions): Progress {
  let last = '';
  return {
    onEvent: (event) => {
      if (event.kind === 'probes') return;
      const text = words(event);
      if (text === undefined || text === last) return;
      last = text;
      options.stream.write(`${prefix(options)}${text}\n`);
    },
    end: () => undefined,
  };
}

function live(options: ProgressOptions): Progress {
  const { stream } = options;
  let failed = 0;
  let drawn = false;
  const draw = (text: string): void => {
    const line = `${prefix(options)}${text}${failed > 0 ? `, ${failed} failed so far` : ''}`;
    stream.write(`\r\u001b[2K${clip(line, Math.max(20, (stream.columns ?? 80) - 1))}`);
    drawn = true;
  };
  return {
    onEvent: (event) => {
      if (event.kind === 'verdict' && event.outcome === 'fail') failed += 1;
      const text = words(event);
      if (text !== undefined) draw(text);
    },
    end: () => {
      if (drawn) stream.write('\r\u001b[2K');
      drawn = false;
    },
  };
}
