// stdout belongs to the protocol; everything else goes to stderr.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, isObject } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { stdoutLines } from '../../artifacts/stdout-lines.ts';

/** What kind of text a line is, so that each kind is reported once. */
function kindOf(raw: string, json: unknown): string {
  if (raw.startsWith('\uFEFF')) return 'byte-order-mark';
  if (raw.includes('\u001B[')) return 'terminal-codes';
  if (isObject(json)) return 'json-log';
  return raw.trimStart().startsWith('{') ? 'broken-json' : 'text';
}

export default check({
  title: 'Nothing but messages is written to stdout',
  level: 'must',
  revisions: ALL,
  transports: ['stdio'],
  requirements: ['stdio.stdout-only-messages', 'stdio.stdout-only-mcp', 'stdio.stderr-free'],
  why: 'A banner or log line in the stream of messages makes strict clients close the connection.',
  fix: 'Write logs and banners to stderr (in Node: console.error), also those of libraries.',
  touch: 'passive',
  needs: { stdoutLines },
  judge: ({ stdoutLines: { seen, stray } }) => {
    const findings = new Map<string, Finding>();
    for (const line of stray) {
      const key = kindOf(line.raw, line.json);
      if (!findings.has(key))
        findings.set(key, { at: [atFrame(line)], got: brief(line.raw, 120), want: 'a JSON-RPC message', key });
    }
    return { seen, findings: [...findings.values()] };
  },
});
