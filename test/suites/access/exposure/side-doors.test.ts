import { expect, test } from 'vitest';
import rule from '../../../../suites/access/exposure/side-doors.check.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { auditGood } from '../../../kit/good.ts';
import { prove, where } from '../../../kit/prove.ts';
import { asPublic, outcomeOf, recorded } from '../elsewhere.ts';

const door = (path: string, body: string, type = 'application/json'): Fault => ({
  http: (request, response, next) => {
    if (request.url !== path) return next();
    response.writeHead(200, { 'Content-Type': type });
    response.end(body);
    return undefined;
  },
});

const METRICS = '# HELP calls_total Calls of tools.\n# TYPE calls_total counter\ncalls_total 7\n';
const ENV = '# local\nAPP_MODE=test\nAPP_NAME=notes\n';

/** An id of a session that is not the asker's. */
const sessions: Fault = {
  http: (request, response, next, ctx) => {
    const id = request.headers['mcp-session-id'];
    const known = (ctx.shared.get('ids') ?? new Set()) as Set<string>;
    ctx.shared.set('ids', known);
    if (typeof id === 'string') known.add(id);
    if (request.url !== '/sessions') return next();
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify([...known]));
    return undefined;
  },
};

prove(rule, {
  transports: ['streamable-http'],
  faults: {
    'a file of secrets': door('/.env', ENV, 'text/plain'),
    'the repository': door('/.git/HEAD', 'ref: refs/heads/main\n', 'text/plain'),
    'a debugger': door('/json/list', '[{"webSocketDebuggerUrl":"ws://127.0.0.1:9229/x"}]'),
    'a profiler': door('/debug/pprof/', '<p>Types of profiles available:</p>', 'text/html'),
    'the settings of an inspector': door('/config', '{"defaultEnvironment":{"HOME":"/"},"defaultCommand":""}'),
    'the environment': door('/actuator/env', '{"activeProfiles":[],"propertySources":[]}'),
    'a listing of files': door('/', '<title>Index of /</title>', 'text/html'),
    'sessions of others': where(sessions, { revisions: ['2025-03-26', '2025-06-18', '2025-11-25'] }),
  },
  stillGood: {
    'metrics that only this machine reaches': door('/metrics', METRICS, 'text/plain'),
    'a page for every path': {
      http: (request, response, next) => {
        if (request.method !== 'GET' || request.url === '/mcp') return next();
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end('<!DOCTYPE html><title>Index of /</title><p>phpinfo() APP_MODE=test</p>');
        return undefined;
      },
    },
    'health that says no more than that': door('/health', '{"status":"ok"}'),
    'a page about environments': door('/.env', '<h1>Not here</h1>\nAPP_MODE=test', 'text/html'),
  },
});

test('metrics and health details are a finding where others reach them', async () => {
  for (const fault of [
    door('/metrics', METRICS, 'text/plain'),
    door('/health', '{"status":"ok","version":"1.2.3","hostname":"box"}'),
    door('/openapi.json', '{"openapi":"3.1.0","paths":{}}'),
  ]) {
    const recording = await recorded(rule, fault);
    expect(outcomeOf(rule, recording)).toBe('pass');
    expect(outcomeOf(rule, asPublic(recording))).toBe('warn');
  }
});

test('what a door shows stays out of the report', async () => {
  const place = { name: 'here', revision: '2025-11-25', transport: 'streamable-http' } as const;
  const secret = 'APP_SECRET=kept-out-of-reports';
  const rules = [{ id: 'access/proof/rule', suite: 'access', check: rule as never }];
  const report = await auditGood(place, [{ fault: door('/.env', secret, 'text/plain') }], { rules });
  expect(report.results[0]?.outcome).toBe('warn');
  expect(JSON.stringify(report)).not.toContain('kept-out-of-reports');
});
