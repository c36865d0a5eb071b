import rule from '../../../../suites/conformance/lifecycle/supported-versions.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** What was asked before cannot be read from a changed recording. */
const live = (fault: Fault): Fault => ({ ...fault, changes: undefined });

prove(rule, {
  faults: {
    'the version in use is not listed': on('server/discover', (result) => {
      result.supportedVersions = ['2025-11-25'];
    }),
    'a version is listed that is refused': live(
      on('server/discover', (result) => {
        result.supportedVersions = ['2026-07-28', '2027-01-01'];
      }),
    ),
  },
  stillGood: {
    'legacy versions left out': on('server/discover', (result) => {
      result.supportedVersions = ['2026-07-28'];
    }),
    'a draft that is really served': {
      ...on('server/discover', (result) => {
        result.supportedVersions = ['2026-07-28', '2027-01-01'];
      }),
      changes: undefined,
      settings: { servesVersion: (version) => version === '2026-07-28' || version === '2027-01-01' },
    },
  },
});
