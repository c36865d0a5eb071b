// Credentials that a fixed word leads to: members of connection strings and of the files that programs keep them in.

import { Buffer } from 'node:buffer';
import { looksRandom, standIn, text } from './chance.ts';
import type { Detector, Random } from './detector.ts';
import { common, sticky, valueOf } from './matching.ts';

interface Form {
  readonly id: string;
  readonly what: string;
  readonly contains?: readonly string[];
  readonly starts?: readonly string[];
  /** The first group is the secret. */
  readonly pattern: RegExp;
  readonly make: (random: Random) => string;
  readonly misses: readonly string[];
}

/** Secrets that a fixed word leads to. */
const FORMS: readonly Form[] = [
  {
    id: 'azure-storage-key',
    what: 'an Azure storage key',
    contains: ['AccountKey='],
    pattern: /AccountKey=([A-Za-z0-9+/]{86}==)/y,
    make: (random) => `DefaultEndpointsProtocol=https;AccountName=main;AccountKey=${text(random, 'base64', 86)}==`,
    misses: ['AccountKey=<key>', 'AccountKey=short'],
  },
  {
    id: 'azure-sas',
    what: 'an Azure shared access signature',
    contains: ['&sig=', '?sig=', 'SharedAccessKey='],
    pattern: /(?:[&?]sig|SharedAccessKey)=([A-Za-z0-9%+/]{40,90}(?:=|%3D)?)/y,
    make: (random) =>
      `Endpoint=sb://bus.example.net/;SharedAccessKeyName=Root;SharedAccessKey=${text(random, 'base64', 43)}=`,
    misses: ['?sig=abc', 'SharedAccessKey=...'],
  },
  {
    id: 'connection-password',
    what: 'a password inside a connection string',
    contains: ['Password=', 'password=', 'PWD=', 'Pwd='],
    pattern: /(?:[Pp]assword|PWD|Pwd)=([^\s;"'<>&]{6,200})(?=;|"|'|$)/y,
    make: (random) => `Server=db;Database=main;User Id=svc;Password=${text(random, 'alnum', 15)}1z;`,
    misses: ['Password=;', 'Password=password;', 'Server=db;Password=<secret>;', 'password=${PASSWORD};'],
  },
  {
    id: 'npmrc-token',
    what: 'a token of a package registry',
    contains: [':_authToken=', ':_auth='],
    pattern: /:_auth(?:Token)?=([\w./+-]{16,200}=*)/y,
    make: (random) => `//registry.example.net/:_authToken=${text(random, 'alnum', 36)}`,
    misses: ['//registry.example.net/:_authToken=${NPM_TOKEN}'],
  },
  {
    id: 'netrc-password',
    what: 'a password of a .netrc file',
    starts: ['machine '],
    pattern: /machine [\w.-]{1,200}\s+login \S{1,100}\s+password (\S{6,200})/y,
    make: (random) => `machine api.${text(random, 'lower', 5)}.net login svc password ${text(random, 'alnum', 16)}`,
    misses: ['machine learning login page password reset', 'machine a.net login user password password'],
  },
  {
    id: 'password-hash',
    what: 'the hash of a password',
    contains: ['$2a$', '$2b$', '$2y$', '$6$', '$5$', '$y$', '$argon2id$', '$argon2i$'],
    pattern:
      /(\$(?:2[aby]\$\d\d\$[./A-Za-z0-9]{53}|[56]\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{4,16}\$[./A-Za-z0-9]{43,86}|y\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{10,60}\$[./A-Za-z0-9]{43}|argon2id?\$v=\d{1,3}\$[a-z0-9=,]{5,60}\$[A-Za-z0-9+/]{10,100}\$[A-Za-z0-9+/]{20,200}))/y,
    make: (random) => `root:$6$${text(random, 'alnum', 12)}$${text(random, 'alnum', 86)}:19000:0:99999:7:::`,
    misses: ['costs $6$ each', '$2b$10$short'],
  },
  {
    id: 'telegram-token',
    what: 'a Telegram bot token',
    contains: [':AA'],
    pattern: /:(AA[\w-]{33})(?![\w-])/y,
    make: (random) => `${text(random, 'digit', 10).replace(/^0/, '7')}:AA${text(random, 'word', 33)}`,
    misses: ['MAC 00:AA:BB:CC:DD:EE', 'at 12:AA'],
  },
  {
    id: 'azure-client-secret',
    what: 'an Azure client secret',
    contains: ['8Q~', '7Q~', '6Q~', '9Q~'],
    pattern: /(\dQ~[\w~.-]{31,34})(?![\w~.-])/y,
    make: (random) => `${text(random, 'alnum', 3)}8Q~${text(random, 'word', 34)}`,
    misses: ['8Q~short'],
  },
  {
    id: 'putty-key',
    what: 'a PuTTY private key',
    contains: ['Private-Lines: '],
    pattern: /Private-Lines: \d{1,3}\r?\n((?:[A-Za-z0-9+/]{1,64}={0,2}\r?\n){2,200})/y,
    make: (random) => `Private-Lines: 2\n${text(random, 'base64', 64)}\n${text(random, 'base64', 64)}\nPrivate-MAC: 1`,
    misses: ['Private-Lines: 14'],
  },
  {
    id: 'telling-auth',
    what: 'credentials of a container registry',
    contains: ['"auth": "', '"auth":"'],
    pattern: /"auth": ?"([A-Za-z0-9+/]{16,400}={0,2})"/y,
    make: (random) =>
      `{"auths":{"r.example.net":{"auth":"${Buffer.from(`svc:${text(random, 'alnum', 20)}`).toString('base64')}"}}}`,
    misses: ['{"auth":"none"}', '{"auth":"required for everyone"}'],
  },
];

export const FIXED_WORDS: readonly Detector[] = FORMS.map(({ id, what, contains, starts, pattern, make, misses }) => ({
  category: 'credential' as const,
  weight: 'proof' as const,
  id,
  what,
  severity: 'critical',
  trigger: contains === undefined ? { starts: starts ?? [] } : { contains },
  match: (place) =>
    valueOf(
      sticky(pattern, place),
      (value) => !standIn(value) && !common(value) && (value.length < 12 || looksRandom(value)),
    ),
  samples: (random) => ({ hits: [make(random), make(random)], misses }),
}));
