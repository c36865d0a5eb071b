// What a user reads who comes to a protected server with no token, a bad one, or a client of its authorization server.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../runner/engine/run.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import { openWorld, type World } from './audit.ts';
import { makeDoor } from './door.ts';
import { oldHandler, oldSite } from './site.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

function audited(token: string | undefined, options: AuditOptions = {}): Promise<Report> {
  const { ground, issuer } = world;
  ground.build(oldHandler(oldSite('tools'), makeDoor(issuer, ground.url)));
  const headers = token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } };
  return run(
    { kind: 'http', url: ground.url, ...headers },
    { rules: ['conformance/authorization/'], seed: 1, ...options },
  );
}

const told = ({ faults }: Report): string => faults.map(({ message }) => message).join('\n');

test('without a token: where tokens come from', async () => {
  const report = await audited(undefined);
  expect(told(report)).toContain('--bearer-env');
  expect(told(report)).toContain(`its tokens come from ${world.issuer.url}, for the scopes shop:read, shop:stock`);
  expect(report.results.filter(({ reason }) => reason?.kind === 'not-declared')).toEqual([]);
  expect(report.exitCode).toBe(3);
});

test('with a token that is none: that it is refused', async () => {
  const report = await audited('nonsense');
  expect(told(report)).toBe('the target refuses the credentials that were given (invalid_token)');
  expect(report.exitCode).toBe(3);
});

test('with a token that is over, or for another: what is wrong with it', async () => {
  const over = await audited(world.tokens['expired']);
  expect(told(over)).toMatch(/invalid_token\); the token ended at \d{4}-\d\d-\d\dT/u);
  const other = await audited(world.tokens['otherAudience']);
  expect(told(other)).toContain(
    `the token is for https://elsewhere.example/mcp, the target calls itself ${world.ground.url}`,
  );
});

test('as an OAuth client of the configuration, in whatever suite', async () => {
  const { client_id: clientId, client_secret: clientSecret } = world.issuer.clients.ann;
  const oauth = {
    tokenUrl: `${world.issuer.url}/token`,
    clientId,
    clientSecret,
    scope: 'shop:read shop:stock',
    resource: world.ground.url,
  };
  const report = await audited(undefined, { suites: ['conformance'], callers: { ann: { oauth } } });
  expect(told(report)).toBe('');
  expect(report.exitCode).toBe(0);
  expect(report.summary.pass).toBeGreaterThan(15);
  // Tokens for another resource and with less scope were asked for by the same client.
  const outcomes = Object.fromEntries(report.results.map(({ rule, outcome }) => [rule.id.split('/')[2], outcome]));
  expect(outcomes).toMatchObject({
    'audience-checked': 'pass',
    'insufficient-scope': 'pass',
    'expired-refused': 'skip',
  });
  expect(JSON.stringify(report)).not.toContain(clientSecret);
});

test('an OAuth client alone shows that tokens for others are taken', async () => {
  const { client_id: clientId, client_secret: clientSecret } = world.issuer.clients.ann;
  const { ground, issuer } = world;
  const door = makeDoor(issuer, ground.url);
  door.audienceFits = () => true;
  ground.build(oldHandler(oldSite('tools'), door));
  const scope = 'shop:read shop:stock';
  const oauth = { tokenUrl: `${issuer.url}/token`, clientId, clientSecret, scope, resource: ground.url };
  const report = await run(
    { kind: 'http', url: ground.url },
    { rules: ['conformance/authorization/'], seed: 1, callers: { ann: { oauth } } },
  );
  expect(report.results.flatMap(({ rule, outcome }) => (outcome === 'fail' ? [rule.id] : []))).toEqual([
    'conformance/authorization/audience-checked',
  ]);
});
