// Finds in the text of an error what only the inside of a program knows: stack traces, source paths, queries.

export interface Internal {
  /** `stack trace`, `source path`, `query`, `connection string`. */
  readonly kind: string;
  readonly language: string;
  readonly shown: string;
}

interface Trace {
  readonly kind: Internal['kind'];
  readonly language: string;
  readonly pattern: RegExp;
}

/** Shapes that the runtimes themselves print; words like "error" or "exception" alone prove nothing. */
const TRACES: readonly Trace[] = [
  {
    kind: 'stack trace',
    language: 'JavaScript',
    pattern: /\n\s+at .{0,200}?\(?(?:file:\/\/|node:|\/|[A-Z]:\\).{1,300}?:\d+:\d+\)?/u,
  },
  {
    kind: 'stack trace',
    language: 'Python',
    pattern: /Traceback \(most recent call last\)|File "[^"\n]{1,300}\.py", line \d+/u,
  },
  {
    kind: 'stack trace',
    language: 'Java',
    pattern: /\bat [\w.$<>]{3,200}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d+\)/u,
  },
  {
    kind: 'stack trace',
    language: '.NET',
    pattern: /\bat [\w.`<>[\],]{3,200}\([^)\n]{0,200}\) in [^\n]{1,300}\.(?:cs|fs|vb):line \d+/u,
  },
  { kind: 'stack trace', language: 'Go', pattern: /goroutine \d+ \[[a-z ]{3,40}\]:|\.go:\d+ \+0x[0-9a-f]+/u },
  { kind: 'stack trace', language: 'Rust', pattern: /panicked at [^\n]{1,300}\.rs:\d+|stack backtrace:\n\s+0:/u },
  { kind: 'stack trace', language: 'PHP', pattern: /#\d+ \/[^\n]{1,300}\.php\(\d+\)|\.php on line \d+/u },
  { kind: 'stack trace', language: 'Ruby', pattern: /\.rb:\d+:in [`']/u },
  {
    kind: 'query',
    language: 'SQL',
    pattern:
      /SQLSTATE\[|You have an error in your SQL syntax|syntax error at or near "|near "[^"\n]{1,40}": syntax error|SQLITE_ERROR|ORA-\d{5}:|unterminated quoted string at or near|Unclosed quotation mark after/u,
  },
  {
    kind: 'query',
    language: 'SQL',
    pattern:
      /\b(?:SELECT\s.{1,200}?\sFROM\s+\w|INSERT\s+INTO\s+\w.{1,200}?\bVALUES\b|DELETE\s+FROM\s+\w.{0,80}?\bWHERE\b|UPDATE\s+\w+\s+SET\s+\w)/u,
  },
  {
    kind: 'connection string',
    language: 'url',
    pattern: /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?):\/\/[^\s:@/]{1,80}:[^\s@/]{1,80}@/u,
  },
  {
    kind: 'source path',
    language: 'file',
    pattern: /(?:\/[\w.@-]{1,80}){2,20}\/[\w.@-]{1,120}\.(?:js|mjs|cjs|ts|py|rb|go|rs|java|php|cs|sqlite3?|db|env)\b/u,
  },
  {
    kind: 'source path',
    language: 'file',
    pattern:
      /[A-Z]:\\(?:[\w .@-]{1,80}\\){1,20}[\w .@-]{1,120}\.(?:js|mjs|cjs|ts|py|rb|go|rs|java|php|cs|sqlite3?|db|env)\b/u,
  },
];

/** Text looked at; a stack trace shows in its first lines. */
const LOOKED = 20_000;

/**
 * What an error tells about the inside. `ours` are the texts that were sent, `open` those the target shows anyway
 * (descriptions, good answers): what comes back from there is no secret.
 */
export function internalsIn(text: string, ours: readonly string[], open: readonly string[] = []): readonly Internal[] {
  let rest = text.slice(0, LOOKED);
  for (const own of [...ours].toSorted((a, b) => b.length - a.length))
    if (own.length > 2) rest = rest.replaceAll(own, '…');
  const found: Internal[] = [];
  for (const { kind, language, pattern } of TRACES) {
    const shown = pattern.exec(rest)?.[0];
    if (shown === undefined || found.some((other) => other.kind === kind)) continue;
    if (kind === 'source path' && (found.length > 0 || open.some((said) => said.includes(shown)))) continue;
    found.push({ kind, language, shown: shown.trim() });
  }
  return found;
}
