import rule from '../../../../suites/conformance/http/name-header-encoded.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'no decoding': { settings: { decodeHeader: (raw) => raw } } },
  stillGood: { 'no tool that may be called': where({}, { options: { calls: 'none' } }) },
});
