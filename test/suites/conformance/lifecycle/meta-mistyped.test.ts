import rule from '../../../../suites/conformance/lifecycle/meta-mistyped.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'capabilities of any type': {
      input: (text) => text.replace('clientCapabilities":"none"', 'clientCapabilities":{}'),
    },
    'a version of any type': where(
      { input: (text) => text.replace('protocolVersion":20260728', 'protocolVersion":"2026-07-28"') },
      { server: { revisions: ['2026-07-28'] } },
    ),
  },
  stillGood: {
    'a list taken for no capabilities': {
      input: (text) => text.replace('clientCapabilities":[]', 'clientCapabilities":{}'),
    },
  },
});
