import rule from '../../../../suites/conformance/sse/event-id-unique.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'ids start anew on each stream': { settings: { eventId: (_stream, event) => String(event) } } },
  stillGood: { 'no event ids': where({}, { features: { resumable: false } }) },
});
