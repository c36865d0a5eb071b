import rule from '../../../../suites/conformance/stdio/stdout-only-messages.check.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** Changes the first text that is written. */
const first = (change: (chunk: string) => string): NonNullable<Fault['bytes']> => {
  return (chunk, ctx) => {
    if (ctx.store.get('begun') === true) return chunk;
    ctx.store.set('begun', true);
    return change(chunk);
  };
};

prove(rule, {
  faults: {
    'a banner': { start: (ctx) => void ctx.send('Server started') },
    'a byte order mark': { bytes: (chunk) => (chunk.includes('"inputSchema"') ? `\uFEFF${chunk}` : chunk) },
    'a coloured log line': { bytes: first((chunk) => `\u001B[32minfo\u001B[39m listening\n${chunk}`) },
    'a log line of JSON': { bytes: first((chunk) => `{"level":30,"msg":"listening"}\n${chunk}`) },
    'a last word': { input: (text, ctx) => (text.includes('prompts/list') ? (ctx.send('bye'), text) : text) },
  },
  stillGood: {
    'a megabyte on stderr': { start: (ctx) => ctx.stderr('x'.repeat(1024 * 1024)) },
    'empty lines': { bytes: (chunk) => `\n${chunk}\n` },
  },
});
