// Exit codes as the interface promises them, and errors that carry one: a message that says what to do next, no stack.

export const EXIT = { ok: 0, failed: 1, usage: 2, unjudged: 3, fault: 4, interrupted: 130 } as const;

/** Something the person at the keyboard can mend. `detail` is shown below the line, for what a program said. */
export class CliError extends Error {
  readonly code: number;
  readonly detail: string | undefined;
  constructor(message: string, options: { code?: number; detail?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CliError';
    this.code = options.code ?? EXIT.usage;
    this.detail = options.detail;
  }
}

/** Of several runs: a fault of ours outweighs what could not be judged, that a failed target, that a stale configuration. */
export function worstExit(codes: readonly number[]): number {
  const order = [EXIT.interrupted, EXIT.fault, EXIT.unjudged, EXIT.failed, EXIT.usage];
  return order.find((code) => codes.includes(code)) ?? EXIT.ok;
}
