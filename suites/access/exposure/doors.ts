// Paths that servers are known to leave open beside their endpoint, each with the mark by which its answer is known.
//
// A path that answers is no finding, for some servers answer everything; the mark must be there too, and be absent from
// the answer to a path that nobody has.

import { isObject, member } from '../../kernel/look.ts';
import type { Severity } from '../../kernel/check.ts';

export interface Door {
  readonly path: string;
  readonly what: string;
  readonly severity: Severity;
  /** Harmless where only this machine reaches it. */
  readonly beyond?: true;
  readonly known: (text: string, json: unknown) => boolean;
}

const has = (...keys: readonly string[]): Door['known'] => {
  return (_text, json) => isObject(json) && keys.every((key) => member(json, key) !== undefined);
};
const like =
  (pattern: RegExp): Door['known'] =>
  (text) =>
    pattern.test(text);

const TELLING = ['version', 'hostname', 'pid', 'memory', 'env', 'config', 'connections', 'sessions', 'dependencies'];

export const DOORS: readonly Door[] = [
  { path: '/metrics', what: 'metrics', severity: 'low', beyond: true, known: like(/^# (?:HELP|TYPE) \w/mu) },
  ...['/health', '/healthz', '/status'].map((path): Door => ({
    path,
    what: 'health details',
    severity: 'low',
    beyond: true,
    known: (_text, json) => isObject(json) && TELLING.some((key) => member(json, key) !== undefined),
  })),
  { path: '/actuator', what: 'management links', severity: 'medium', beyond: true, known: has('_links') },
  { path: '/actuator/env', what: 'the environment', severity: 'critical', known: has('propertySources') },
  {
    path: '/debug/pprof/',
    what: 'a profiler',
    severity: 'high',
    known: like(/Types of profiles available|full goroutine stack dump/u),
  },
  { path: '/debug/vars', what: 'internals of the process', severity: 'medium', known: has('memstats', 'cmdline') },
  {
    path: '/json/list',
    what: 'a debugger that runs code',
    severity: 'critical',
    known: like(/"webSocketDebuggerUrl"\s*:/u),
  },
  { path: '/config', what: 'the settings of an inspector', severity: 'high', known: has('defaultEnvironment') },
  {
    path: '/.env',
    what: 'a file of secrets',
    severity: 'critical',
    known: (text) =>
      !/<[a-z!]/iu.test(text) &&
      /^(?:export )?[A-Z][A-Z0-9_]{1,60}=/mu.test(text) &&
      text.split(/\r?\n/u).every((line) => /^\s*(?:#.*)?$|^(?:export )?\w+\s*=/u.test(line)),
  },
  { path: '/.git/HEAD', what: 'the repository', severity: 'high', known: like(/^ref: refs\/heads\/\S+\s*$/u) },
  { path: '/.git/config', what: 'the repository', severity: 'high', known: like(/^\[core\]\s*$/mu) },
  {
    path: '/server-status',
    what: 'server status',
    severity: 'medium',
    beyond: true,
    known: like(/Server Version: Apache/u),
  },
  {
    path: '/nginx_status',
    what: 'server status',
    severity: 'low',
    beyond: true,
    known: like(/^Active connections: \d+/u),
  },
  {
    path: '/phpinfo.php',
    what: 'the configuration of PHP',
    severity: 'high',
    known: like(/<title>[^<]{0,80}phpinfo\(\)/iu),
  },
  ...['/openapi.json', '/swagger.json'].map((path): Door => ({
    path,
    what: 'the description of an API',
    severity: 'low',
    beyond: true,
    known: (_text, json) =>
      isObject(json) &&
      (member(json, 'openapi') !== undefined || member(json, 'swagger') !== undefined) &&
      isObject(member(json, 'paths')),
  })),
  {
    path: '/package.json',
    what: 'the list of dependencies',
    severity: 'low',
    beyond: true,
    known: has('name', 'version', 'dependencies'),
  },
  {
    path: '/',
    what: 'a listing of files',
    severity: 'medium',
    known: like(/<title>(?:Index of \/|Directory listing for \/|listing directory \/)/iu),
  },
];

/** Where a session id of ours must not turn up. */
export const LISTS_OF_SESSIONS = ['/sessions', '/debug/sessions', '/connections', '/debug'] as const;
