// Credentials with a structure of their own: private keys, JWTs, authorization headers, connection strings, hashes.

import { Buffer } from 'node:buffer';
import { looksRandom, pick, standIn, text, between } from './chance.ts';
import type { Detector, Random } from './detector.ts';
import { common, sticky, valueOf, whole } from './matching.ts';

const credential = { category: 'credential', weight: 'proof' } as const;

const lines = (body: string): string => body.replace(/.{64}/g, '$&\n');

const ARMOUR = /-----BEGIN ([A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?)-----([\s\S]{1,8000}?)(?:-----END \1-----|$)/y;

const privateKey: Detector = {
  ...credential,
  id: 'private-key',
  what: 'a private key',
  severity: 'critical',
  trigger: { contains: ['-----BEGIN '] },
  match: (place) =>
    whole(sticky(ARMOUR, place), ([, , body = '']) => {
      const key = body.replace(/^[A-Za-z-]+: .*$/gm, '').replace(/\\[nr]|[^A-Za-z0-9+/=]/g, '');
      return key.length >= 60 && looksRandom(key.slice(0, 400)) && !standIn(key.slice(0, 60));
    }),
  samples: (random) => {
    const armour = (kind: string, body: string): string => `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----`;
    const kinds = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'];
    return {
      hits: kinds.map((kind) => armour(kind, lines(text(random, 'base64', between(random, 120, 800))))),
      misses: [
        armour('PUBLIC KEY', lines(text(random, 'base64', 300))),
        armour('CERTIFICATE', lines(text(random, 'base64', 300))),
        '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
        'a file that starts with -----BEGIN RSA PRIVATE KEY-----',
      ],
    };
  },
};

const JWT = /eyJ[\w-]{8,2000}\.eyJ[\w-]{8,8000}\.[\w-]{16,2000}/y;

const decoded = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');

/** The token that documentation on JWTs shows. */
const SHOWN = /"sub":\s*"1234567890"[^}]*"John Doe"/;

const jwt: Detector = {
  ...credential,
  id: 'jwt',
  what: 'a JSON Web Token',
  severity: 'high',
  trigger: { starts: ['eyJ'] },
  match: (place) =>
    whole(sticky(JWT, place), ([found]) => {
      const [head = '', body = ''] = found.split('.');
      return (
        /"alg"\s*:\s*"(?!none")/i.test(decoded(head)) &&
        /^\s*\{.*\}\s*$/s.test(decoded(body)) &&
        !SHOWN.test(decoded(body))
      );
    }),
  samples: (random) => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const made = (alg: string): string =>
      `${part({ alg, typ: 'JWT' })}.${part({ sub: text(random, 'lower', 12), exp: 1_900_000_000 })}.${text(random, 'word', 43)}`;
    return {
      hits: [made('HS256'), made('RS256')],
      misses: [
        `${part({ alg: 'HS256' })}.${part({ sub: '1234567890', name: 'John Doe' })}.${text(random, 'word', 43)}`,
        `eyJ${text(random, 'word', 30)}`,
        `eyJhbGci.${text(random, 'word', 20)}.sig`,
      ],
    };
  },
};

const BEARER = /[Bb]earer[ :]{1,2}([\w.~+/-]{20,4000}=*)/y;

const bearer: Detector = {
  ...credential,
  id: 'bearer-token',
  what: 'a Bearer token',
  severity: 'high',
  trigger: { starts: ['Bearer', 'bearer'] },
  match: (place) =>
    valueOf(sticky(BEARER, place), (value) => looksRandom(value) && /\d/.test(value) && /[A-Za-z]/.test(value)),
  samples: (random) => ({
    hits: [`Authorization: Bearer ${text(random, 'word', 40)}1a`, `Bearer ${text(random, 'hex', 64)}`],
    misses: [
      'Authorization: Bearer <token>',
      'Bearer token authentication',
      'Bearer YOUR_ACCESS_TOKEN_GOES_HERE',
      'Bearer realm="mcp"',
    ],
  }),
};

const BASIC = /[Bb]asic ([A-Za-z0-9+/]{12,400}={0,2})/y;

const basic: Detector = {
  ...credential,
  id: 'basic-credentials',
  what: 'user and password of HTTP Basic',
  severity: 'high',
  trigger: { starts: ['Basic', 'basic'] },
  match: (place) =>
    valueOf(sticky(BASIC, place), (value) => {
      const pair = Buffer.from(value, 'base64').toString('latin1');
      return (
        /^[\x21-\x39\x3b-\x7e]{1,100}:[\x20-\x7e]{4,200}$/.test(pair) &&
        !standIn(pair) &&
        !/:pass(?:word)?$/i.test(pair)
      );
    }),
  samples: (random) => ({
    hits: [`Authorization: Basic ${Buffer.from(`svc:${text(random, 'alnum', 18)}`).toString('base64')}`],
    misses: [
      'Basic authentication',
      'Basic internationalization',
      `Basic ${Buffer.from('user:password').toString('base64')}`,
    ],
  }),
};

const SCHEMES = [
  'postgres',
  'postgresql',
  'mysql',
  'mariadb',
  'mongodb',
  'mongodb+srv',
  'redis',
  'rediss',
  'amqp',
  'amqps',
  'mssql',
  'sqlserver',
  'clickhouse',
  'ldap',
  'ldaps',
  'smtp',
  'smtps',
  'ftp',
  'sftp',
  'ssh',
  'http',
  'https',
  'nats',
  'kafka',
];
const URL_PASSWORD = /[a-z+]{3,14}:\/\/[^\s:@/"'<>]{0,80}:([^\s@/"'<>]{3,200})@[\w.[\]-]{1,200}/y;

const connection: Detector = {
  ...credential,
  id: 'url-password',
  what: 'a password inside a url',
  severity: 'critical',
  trigger: { starts: SCHEMES.map((scheme) => `${scheme}://`) },
  match: (place) =>
    valueOf(sticky(URL_PASSWORD, place), (value) => value.length >= 6 && !common(value) && !standIn(value)),
  samples: (random) => {
    const host = `db.${text(random, 'lower', 6)}.net`;
    return {
      hits: ['postgres', 'mysql', 'mongodb+srv', 'redis', 'amqps', 'https'].map(
        (scheme) => `${scheme}://svc:${text(random, 'alnum', 16)}@${host}/main`,
      ),
      misses: [
        `postgres://user:password@${host}/main`,
        `postgres://${host}:5432/main`,
        'https://github.com/owner/repo',
        'mysql://user:<password>@host/db',
        'redis://user:${REDIS_PASSWORD}@host:6379',
        'http://localhost:3000/a@b',
      ],
    };
  },
};

const discord: Detector = {
  ...credential,
  id: 'discord-token',
  what: 'a Discord bot token',
  severity: 'critical',
  trigger: { starts: ['MT', 'Nj', 'Nz', 'OD', 'OT', 'MD', 'Mj', 'Mz', 'ND', 'NT'] },
  // The first part is the id of the bot, in Base64.
  match: (place) =>
    whole(sticky(/[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/y, place), ([found]) =>
      /^\d{17,20}$/.test(decoded(found.split('.')[0] ?? '')),
    ),
  samples: (random) => ({
    hits: [
      `${Buffer.from(`1${text(random, 'digit', 18)}`).toString('base64url')}.${text(random, 'word', 6)}.${text(random, 'word', 38)}`,
    ],
    misses: [`MTAwMDAwMDAwMDAwMDAwMDAw.short.${text(random, 'word', 38)}`, 'MTA.b.c'],
  }),
};

export const KEYS: readonly Detector[] = [privateKey, jwt, bearer, basic, connection, discord];

export const samplePassword = (random: Random): string =>
  `${text(random, 'alnum', 12)}${pick(random, '!#%*_-')}${text(random, 'digit', 2)}`;
