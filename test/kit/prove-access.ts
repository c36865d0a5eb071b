// Proves a rule on callers live: loud on each mistake planted in a server with rights, silent on the right one.

import { describe, expect, test } from 'vitest';
import type { Identities } from '../../fixtures/access/identity.ts';
import { type AccessFaults, type AccessServer, startAccess } from '../../fixtures/access/server.ts';
import type { Access } from '../../runner/callers/access.ts';
import type { Callers } from '../../runner/callers/caller.ts';
import { run } from '../../runner/engine/run.ts';
import type { AuditOptions } from '../../runner/options.ts';
import type { Report, Result } from '../../suites/kernel/report.ts';
import type { Revision } from '../../suites/kernel/revision.ts';

type MakeCallers = (given: Callers, identities: Identities, url: string) => Callers | undefined;

export interface AccessCase {
  readonly server?: AccessFaults;
  readonly access?: Access;
  readonly callers?: MakeCallers;
  readonly revisions?: readonly Revision[];
  /** `skip` where what is good leaves nothing to judge. */
  readonly expect?: 'skip';
  /** Key of a finding, after the id of the rule. */
  readonly key?: string | RegExp;
}

export interface AccessProof extends Pick<AccessCase, 'callers' | 'revisions'> {
  readonly faults: Readonly<Record<string, AccessCase>>;
  readonly stillGood: Readonly<Record<string, AccessCase>>;
}

/** Three people of different rights. */
export const people = ({ tokens }: Identities): Callers => ({
  admin: { headers: { Authorization: `Bearer ${tokens.admin}` } },
  alice: { headers: { Authorization: `Bearer ${tokens.alice}` } },
  bob: { headers: { Authorization: `Bearer ${tokens.bob}` } },
});

/** And a program that gets its token, made to read alone, from the authorization server. */
export const withService = (given: Callers, { client }: Identities, url: string): Callers => ({
  ...given,
  service: {
    oauth: {
      tokenUrl: new URL('/token', url).href,
      revocationUrl: new URL('/revoke', url).href,
      clientId: client.id,
      clientSecret: client.secret,
      scope: 'notes:read',
    },
  },
});

export async function auditAccess(
  one: AccessCase,
  options: AuditOptions = {},
): Promise<{ readonly report: Report; readonly server: AccessServer }> {
  const server = await startAccess(one.server);
  try {
    const given = people(server.identities);
    const callers = one.callers === undefined ? given : one.callers(given, server.identities, server.url);
    const report = await run(
      { kind: 'http', url: server.url },
      {
        suites: ['access'],
        rules: ['access/callers/'],
        allow: ['query', 'add_note'],
        seed: 1,
        timeoutMs: 4000,
        ...(callers === undefined ? {} : { callers }),
        ...(one.access === undefined ? {} : { access: one.access }),
        ...(one.revisions === undefined ? {} : { revisions: one.revisions }),
        ...options,
      },
    );
    return { report, server };
  } finally {
    await server.close();
  }
}

export const resultsOf = (report: Report, rule: string): readonly Result[] =>
  report.results.filter((result) => result.rule.id === `access/callers/${rule}` && result.reason?.kind !== 'revision');

const said = (report: Report, results: readonly Result[]): string =>
  JSON.stringify([
    results.map(({ revision, outcome, reason, findings }) => [revision, outcome, reason, findings]),
    report.faults,
  ]);

export function proveAccess(rule: string, proof: AccessProof): void {
  const prefix = `access/callers/${rule}:`;
  const common = {
    ...(proof.callers === undefined ? {} : { callers: proof.callers }),
    ...(proof.revisions === undefined ? {} : { revisions: proof.revisions }),
  };
  const judged = (one: AccessCase): Promise<{ readonly report: Report }> =>
    auditAccess({ ...common, ...one }, { rules: [`access/callers/${rule}`] });
  describe(`access/callers/${rule}`, () => {
    for (const [name, one] of Object.entries(proof.faults))
      test(`catches: ${name}`, async () => {
        const { report } = await judged(one);
        const results = resultsOf(report, rule);
        const loud = results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
        expect(loud, said(report, results)).not.toEqual([]);
        const keys = loud.flatMap(({ findings }) => findings.map(({ key }) => key.slice(prefix.length)));
        if (one.key !== undefined) expect(keys).toContainEqual(expect.stringMatching(exactly(one.key)));
        for (const { at } of loud.flatMap(({ findings }) => findings)) {
          expect(at.length).toBeGreaterThan(0);
          for (const { exchange } of at) expect(Object.keys(report.excerpts)).toContain(exchange);
        }
      });
    for (const [name, one] of Object.entries(proof.stillGood))
      test(`accepts: ${name}`, async () => {
        const { report } = await judged(one);
        const results = resultsOf(report, rule);
        expect(results.flatMap(({ findings }) => findings)).toEqual([]);
        expect(
          results.map(({ outcome }) => outcome),
          said(report, results),
        ).toContain(one.expect ?? 'pass');
        expect(report.faults).toEqual([]);
      });
  });
}

const exactly = (key: string | RegExp): RegExp =>
  typeof key === 'string' ? new RegExp(`^${key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?:-\\d+)?$`) : key;
