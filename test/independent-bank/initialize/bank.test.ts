// An independent server, right and broken: right it stays unaccused, broken it is caught. All mutants: `npm run mutants:initialize`.
import { describe, expect, test } from 'vitest';
import { auditMutant, loud } from './audit.ts';
import { label } from './label.ts';
import { mutants } from './mutants/all.ts';
import { seenBy } from './seen.ts';
import { stillGood } from './still-good.ts';

/** Open to every program of the machine: true of any test server, and advice. */
const OPEN = 'conformance/security/local-server-open';

describe('the server as it should be is accused of nothing', () => {
  for (const shape of ['tools', 'full'] as const)
    for (const over of ['stdio', 'http'] as const)
      test(`${shape} over ${over}`, async () => {
        const report = await auditMutant({ shape, over, plant: () => undefined });
        expect(loud(report).filter((line) => !line.includes(OPEN))).toEqual([]);
        expect(report.faults).toEqual([]);
        expect(report.summary.pass).toBeGreaterThan(80);
      });
});

describe('what the text allows is accused of nothing', () => {
  test.each(stillGood.map((one) => [label(one), one] as const))('%s', async (_name, one) => {
    const report = await auditMutant(one, one.id);
    expect(loud(report).filter((line) => !line.includes(OPEN))).toEqual([]);
  });
});

/** One or two of each area that are quick to tell; what only such a server showed is among them. */
const TOLD = [
  'lifecycle.initialized-accepted | initialized answered with an error',
  'lifecycle.version-counter-offer | echoes anything',
  'lifecycle.base-protocol-supported',
  'lifecycle.declared-feature-served | prompts declared only',
  'lifecycle.only-negotiated-capabilities-should | sampling for everybody',
  'jsonrpc.version-field | missing on errors',
  'jsonrpc.no-reply-to-notification',
  'jsonrpc.meta-no-assumptions',
  'jsonrpc.batch-receive',
  'http.origin-validated | no check at all',
  'http.get-sse-or-405',
  'http.protocol-version-invalid-400 | the header is ignored | ',
  'sessions.terminated-404 | 400',
  'sessions.header-case-insensitive',
  'stdio.stdout-only-messages | a greeting',
  'tools.name-charset',
  'tools.inputs-validated | b is not looked at',
  'tools.list-stable-callable | a tool nobody knows | ',
  'resources.uri-valid',
  'pagination.cursor-walk',
  'progress.increasing | 50 twice',
  'progress.own-token-unique | always p | full | stdio',
  'ping.empty-result',
  'ping.not-excessive | ten a second | tools',
  'tasks.errors-informative',
  'tasks.transport-rules-kept',
  'elicitation.requires-capability | to everybody | tools',
  'elicitation.not-for-own-authorization',
  'roots.list-changes-handled | complains',
  'schema.tool | readOnlyHint as text | ',
];

describe('each of these faults is told by a rule that names its requirement', () => {
  const chosen = mutants.filter((one) => TOLD.some((start) => label(one).startsWith(start)));

  test('they are all there', () => {
    expect(TOLD.filter((start) => !chosen.some((one) => label(one).startsWith(start)))).toEqual([]);
  });

  test.each(chosen.map((one) => [label(one), one] as const))('%s', async (_name, one) => {
    const report = await auditMutant(one, one.id);
    expect(seenBy(report, one), loud(report).join('\n')).not.toEqual([]);
  });
});
