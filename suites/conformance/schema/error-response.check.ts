// Errors, member by member: what a client throws is made from these.

import { messages, type TargetMessage } from '../../artifacts/messages.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { findingsOf, topicOf } from '../../artifacts/schema-topics.ts';
import { schemaViolations, type FoundViolation } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import { member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

/** An id of another type that we sent ourselves, sent back. */
const echoed = ({ found }: FoundViolation): boolean =>
  found.exchange?.sent.deliberate !== undefined &&
  JSON.stringify(member(found.message, 'id')) === JSON.stringify(member(found.exchange.sent.json, 'id'));

/** Input that cannot be read has no id to repeat, and the body of an HTTP refusal may lack it too. */
const excused = ({ keyword, found }: FoundViolation): boolean =>
  keyword === 'required' && (found.refusal || found.exchange?.method === 'raw' || found.method === undefined);

const isError = (found: TargetMessage): boolean => found.kind === 'error';

export default check({
  title: 'Error responses have an error object with a message, and an id of the prescribed type',
  level: 'must',
  revisions: ALL,
  requirements: [
    'schema.error-response',
    'schema.error-response-2025-11',
    'jsonrpc.error-object',
    'jsonrpc.error-shape',
    'jsonrpc.error-id-type',
  ],
  why: 'A client that cannot parse the error reports a broken server instead of what went wrong.',
  fix: 'Send { jsonrpc, id, error: { code, message } } with a string message and the id of the request.',
  touch: 'probing',
  needs: { schemaViolations, messages, provoked },
  judge: ({ schemaViolations: { all }, messages: { responses } }) => {
    const wrong = all.filter((violation) => {
      if (!isError(violation.found) || violation.keyword === 'xor') return false;
      if (violation.member === 'code') return false;
      if (topicOf(violation) === 'error') return true;
      return topicOf(violation) === undefined && violation.member === 'id' && !excused(violation) && !echoed(violation);
    });
    return { seen: responses.filter(isError).length, findings: findingsOf(wrong), note: 'no error was sent' };
  },
});
