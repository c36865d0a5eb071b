// The proof of access/callers/denied-arguments.
import { proveAccess } from '../../../kit/prove-access.ts';

proveAccess('denied-arguments', {
  faults: {
    'a verb in small letters gets past': {
      server: { sqlByLetters: true },
      access: {
        matrix: {
          bob: {
            allow: ['query'],
            deny: [{ tool: 'query', where: { sql: 'INSERT|DELETE' }, try: { sql: 'delete from notes' } }],
          },
        },
      },
      key: /^bob try query/,
    },
    'a verb behind a comment gets past': {
      server: { sqlByLetters: true },
      access: {
        matrix: {
          bob: { deny: [{ tool: 'query', where: { sql: 'DELETE' }, try: { sql: '/* x */ DELETE FROM notes' } }] },
        },
      },
      key: /^bob try query/,
    },
    'a regular expression names the table': {
      server: { sqlByLetters: true },
      access: {
        matrix: {
          bob: { deny: [{ tool: 'query', where: { sql: '(?:from|into) +notes' }, try: { sql: 'delete from notes' } }] },
        },
      },
      key: /^bob try query/,
    },
  },
  stillGood: {
    'every verb but SELECT is refused': {
      access: {
        matrix: {
          bob: {
            allow: ['query'],
            deny: [{ tool: 'query', where: { sql: 'INSERT|DELETE' }, try: { sql: 'delete from notes' } }],
          },
        },
      },
    },
  },
});
