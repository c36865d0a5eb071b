// What only the inside of a program knows: stack traces, queries, source paths, private hosts, dumps of the environment.

import { pick, text } from './chance.ts';
import type { Detector, Place, Random, Span, Weight } from './detector.ts';
import { sticky } from './matching.ts';
import type { Severity } from '../../kernel/check.ts';

interface Mark {
  readonly id: string;
  readonly what: string;
  readonly severity: Severity;
  readonly weight: Weight;
  readonly contains?: readonly string[];
  readonly starts?: readonly string[];
  readonly pattern: RegExp;
  readonly good?: (found: string, place: Place) => boolean;
  readonly hits: (random: Random) => readonly string[];
  readonly misses: readonly string[];
}

const folder = (random: Random): string => text(random, 'lower', 6);

const MARKS: readonly Mark[] = [
  {
    id: 'stack-trace',
    what: 'a stack trace',
    severity: 'medium',
    weight: 'likely',
    contains: [
      '    at ',
      '\tat ',
      'Traceback (most recent call last)',
      'goroutine ',
      'panicked at ',
      'stack backtrace:',
      '.php on line ',
      '.php(',
      '.rb:',
      ' in <module>',
    ],
    pattern:
      /(?: {4}|\t)at [^\n]{0,200}?(?:(?:file:\/\/|node:|\/|[A-Z]:\\)[^\n]{1,300}?:\d+:\d+\)?|\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d+\)|\) in [^\n]{1,300}\.(?:cs|fs|vb):line \d+)|Traceback \(most recent call last\):\s+File "[^"\n]{1,300}", line \d+|goroutine \d+ \[[a-z ]{3,40}\]:|panicked at [^\n]{1,300}\.rs:\d+|stack backtrace:\s+0:|\.php(?: on line \d+|\(\d+\): \w)|\.rb:\d+:in [`']|, line \d+, in <module>/y,
    hits: (random) => [
      `Error: no\n    at Object.read (/srv/${folder(random)}/dist/read.js:14:9)`,
      `Error: no\n    at async file:///app/${folder(random)}.mjs:3:1`,
      `Traceback (most recent call last):\n  File "/app/${folder(random)}.py", line 12, in <module>`,
      `java.lang.IllegalState\n\tat com.${folder(random)}.Main.run(Main.java:41)`,
      `goroutine 1 [running]:\nmain.main()`,
      `thread 'main' panicked at src/${folder(random)}.rs:10:5`,
      `Fatal error in /var/www/${folder(random)}.php on line 3`,
      `/app/${folder(random)}.rb:12:in \`call'`,
    ],
    misses: [
      '    at the beginning',
      'a traceback helps',
      'goroutine pools',
      'see main.rb: it starts here',
      '\tat noon',
    ],
  },
  {
    id: 'sql',
    what: 'a query or an error of a database',
    severity: 'medium',
    weight: 'likely',
    contains: [
      'SQLSTATE[',
      'You have an error in your SQL syntax',
      'syntax error at or near "',
      '": syntax error',
      'SQLITE_',
      'ORA-',
      'unterminated quoted string at',
      'Unclosed quotation mark after',
      'violates unique constraint "',
      'violates foreign key constraint "',
      'no such table: ',
      'no such column: ',
      'Duplicate entry ',
    ],
    pattern:
      /SQLSTATE\[\w{5}\]|You have an error in your SQL syntax|syntax error at or near "|": syntax error|SQLITE_(?:ERROR|CONSTRAINT|BUSY|CORRUPT|CANTOPEN|READONLY|MISUSE)|ORA-\d{5}:|unterminated quoted string at|Unclosed quotation mark after|violates (?:unique|foreign key) constraint "\w|no such (?:table|column): \w|Duplicate entry '[^'\n]{1,200}' for key/y,
    hits: (random) => [
      `SQLSTATE[42P01]: relation missing`,
      `SQLITE_ERROR: no such table: ${folder(random)}`,
      `duplicate key value violates unique constraint "${folder(random)}_pkey"`,
      'ORA-00942: table or view does not exist',
    ],
    misses: ['ORA-1', 'a syntax error', 'SQLITE_VERSION', 'no such table is laid'],
  },
  {
    id: 'sql-statement',
    what: 'an SQL statement',
    severity: 'medium',
    weight: 'hint',
    starts: ['SELECT ', 'INSERT INTO ', 'UPDATE ', 'DELETE FROM ', 'DROP TABLE ', 'CREATE TABLE ', 'ALTER TABLE '],
    pattern:
      /SELECT\s[^;\n]{1,200}?\sFROM\s+["`[]?[a-z_]\w*["`\]]?(?:\.\w+)?(?:\s+(?:WHERE|JOIN|LEFT|INNER|ORDER|GROUP|LIMIT|AS)\b|;)|INSERT INTO\s+["`]?\w+["`]?\s*\([^)\n]{1,300}\)\s*VALUES|DELETE FROM\s+["`]?\w+["`]?\s+WHERE\s|UPDATE\s+["`]?\w+["`]?\s+SET\s+["`]?\w+["`]?\s*=|(?:DROP|CREATE|ALTER) TABLE\s+(?:IF (?:NOT )?EXISTS\s+)?["`]?\w+["`]?/y,
    hits: (random) => [
      `SELECT id, email FROM t${folder(random)} WHERE id = 4`,
      `INSERT INTO t${folder(random)} (a, b) VALUES (1, 2)`,
      `DELETE FROM t${folder(random)} WHERE id = 1`,
    ],
    misses: ['SELECT one of the options FROM the list', 'UPDATE the SET of rules', 'DELETE FROM your mind'],
  },
  {
    id: 'environment-dump',
    what: 'a dump of the environment',
    severity: 'high',
    weight: 'likely',
    contains: ['PATH=/', '"PATH":"/', '"PATH": "/', 'Path=C:\\'],
    pattern: /(?:PATH=\/|"PATH": ?"\/|Path=C:\\)/y,
    good: (_, { text: all, at }) => {
      const around = all.slice(Math.max(0, at - 2000), at + 4000);
      const names = new Set(
        around.match(
          /(?<![\w-])(?:HOME|USER|SHELL|LANG|PWD|TERM|HOSTNAME|LOGNAME|TMPDIR|NODE_ENV|VIRTUAL_ENV|JAVA_HOME|SHLVL|OLDPWD)(?="?\s?[:=])/g,
        ),
      );
      return names.size >= 2;
    },
    hits: (random) => [
      `PATH=/usr/bin:/bin\nHOME=/home/${folder(random)}\nUSER=svc\nSHELL=/bin/sh`,
      JSON.stringify({ PATH: '/usr/bin', HOME: `/home/${folder(random)}`, LANG: 'C', PWD: '/' }),
    ],
    misses: ['set PATH=/usr/bin first', 'export PATH=/opt/bin:$PATH'],
  },
  {
    id: 'private-host',
    what: 'a host of a private network',
    severity: 'low',
    weight: 'hint',
    contains: ['.internal', '.corp', '.intranet', '.lan', '.svc', '.cluster.local', '.consul', '169.254.169.254'],
    pattern: /(?:\.(?:internal|corp|intranet|lan|svc|consul|cluster\.local)(?![\w-])|169\.254\.169\.254)/y,
    good: (found, { text: all, at }) => {
      if (!found.startsWith('.')) return true;
      const name =
        /[a-z0-9](?:[a-z0-9-]{1,62})(?:\.[a-z0-9-]{1,62}){0,5}$/i.exec(all.slice(Math.max(0, at - 80), at))?.[0] ?? '';
      // `com.sun.internal`, `node.internal` and members of objects read like hosts: a port, a scheme or a digit tells.
      const before = all.slice(Math.max(0, at - name.length - 3), at - name.length);
      const after = all.slice(at + found.length, at + found.length + 2);
      return (
        name !== '' &&
        (/:\/\/$|@$/.test(before) ||
          /^:\d/.test(after) ||
          (/\d/.test(name) && /[a-z]/.test(name) && !/[(=]/.test(after)))
      );
    },
    hits: (random) => [
      `http://${folder(random)}.corp/x`,
      `db-${folder(random)}1.prod.internal:5432`,
      'http://169.254.169.254/latest',
    ],
    misses: ['sun.misc.internal', 'for internal use', 'node.internal(x)', 'example.lang', 'a .lan party'],
  },
  {
    id: 'private-address',
    what: 'an address of a private network',
    severity: 'low',
    weight: 'hint',
    starts: ['10.', '192.168.', ...Array.from({ length: 16 }, (_, index) => `172.${16 + index}.`)],
    pattern: /(?:10|192\.168|172\.\d\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){2,3}(?![\w.]|\/\d)/y,
    good: (found, { text: all, at }) =>
      found.split('.').length === 4 && !/[\d.v]$/.test(all.slice(Math.max(0, at - 1), at)) && !/\.[01]$/.test(found),
    hits: (random) => [`connect ECONNREFUSED 10.2.${pick(random, '3456789')}.14:5432`, '192.168.7.23', '172.20.4.8'],
    misses: ['10.0.1', 'version 10.2.3', '10.0.0.0/8', '192.168.0.1', '8.8.8.8', '127.0.0.1'],
  },
  {
    id: 'source-path',
    what: 'a path of the machine it runs on',
    severity: 'low',
    weight: 'hint',
    contains: [
      ...['home', 'Users', 'root', 'srv', 'opt', 'app', 'workspace'].map((name) => `/${name}/`),
      ...['/var/www/', '/usr/src/', '/var/lib/', '/var/log/'],
      ':\\Users\\',
      ':\\inetpub\\',
    ],
    pattern:
      /(?:\/(?:home|Users|root|srv|opt|app|workspace|var\/www|usr\/src|var\/lib|var\/log)\/[\w.@-]{1,80}(?:\/[\w.@ -]{1,120}){0,20}|:\\(?:Users|inetpub)\\[\w .@-]{1,80}(?:\\[\w .@-]{1,120}){0,20})/y,
    good: (found, { text: all, at }) =>
      !/[\w.:~}*$-]$/.test(all.slice(Math.max(0, at - 1), at).replace(/[A-Z]$/, '')) &&
      !/^\/(?:home|Users)\/(?:user|username|you|me|your[\w-]*|name|alice|bob|john|path)\b/i.test(found) &&
      (/\/.*\/.*\/|\\.*\\.*\\/.test(found) || /\.\w{1,5}$/.test(found)),
    hits: (random) => [
      `ENOENT: no such file, open '/home/${folder(random)}/${folder(random)}/config.json'`,
      `/srv/${folder(random)}/app/main.py`,
      `C:\\Users\\${folder(random)}\\app\\x.cs`,
    ],
    misses: ['/home/user/file.txt', 'https://site.org/app/page', './app/x/y.js', '/tmp/x', '/etc/hosts', 'docs/home/x'],
  },
];

const markDetector = ({
  id,
  what,
  severity,
  weight,
  contains,
  starts,
  pattern,
  good,
  hits,
  misses,
}: Mark): Detector => ({
  id,
  what,
  category: 'internal',
  severity,
  weight,
  trigger: contains === undefined ? { starts: starts ?? [] } : { contains },
  match: (place): Span | undefined => {
    const found = sticky(pattern, place);
    if (found === null || good?.(found[0], place) === false) return undefined;
    return { from: place.at, to: place.at + found[0].length };
  },
  samples: (random) => ({ hits: hits(random), misses }),
});

export const INTERNALS: readonly Detector[] = MARKS.map(markDetector);
