import { onMessage } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import rule from '../../../../suites/conformance/jsonrpc/response-id-type.check.ts';
import { prove } from '../../../kit/prove.ts';

/** A second response, with this id, in front of each answer to a list. */
const beside = (id: unknown, more: object = { result: {} }): Fault =>
  onMessage((m, { message }) =>
    message?.method === 'tools/list' && m.result !== undefined ? [{ jsonrpc: '2.0', id, ...more }, m] : undefined,
  );

prove(rule, {
  features: { answers: 'sse' },
  faults: {
    true: beside(true),
    'an array': beside([]),
    'an object': beside({ id: 1 }),
    'null for a result': beside(null),
    'an error with an array': beside([1], { error: { code: -32603, message: 'no' } }),
  },
  stillGood: {
    'an error about what could not be read': beside(null, { error: { code: -32700, message: 'Parse error' } }),
  },
});
