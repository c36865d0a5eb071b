// The notification that ends the handshake is taken in either form, and service begins.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, atFrame, brief, ending, errorOf, isObject, member, refusedOutside } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { besideProtocol, codeOf } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

const METHOD = 'notifications/initialized';

function complaint(exchange: Exchange): Finding | undefined {
  const answer = exchange.received.find((frame) => frame.via !== 'exit' && errorOf({ ...exchange, response: frame }));
  const status = exchange.status ?? 200;
  if (answer === undefined && status < 400 && exchange.outcome !== 'closed') return undefined;
  return {
    at: [at(exchange)],
    got: ending(exchange),
    want: 'the notification taken without complaint',
    key: 'refused',
  };
}

/** On stdio an error that answers it has no id to be matched by: it comes before the answer to what was asked next. */
function errorBehind(initialized: Exchange, after: readonly Exchange[], recording: Recording): Finding | undefined {
  const next = after.find(({ lane, response }) => lane === initialized.lane && response !== undefined)?.response;
  if (recording.transport !== 'stdio' || next === undefined) return undefined;
  const frame = recording.frames.find(
    ({ lane, seq, json }) =>
      lane === initialized.lane &&
      seq > initialized.sent.seq &&
      seq < next.seq &&
      isObject(member(json, 'error')) &&
      (member(json, 'id') ?? null) === null,
  );
  if (frame === undefined) return undefined;
  return {
    at: [at(initialized), atFrame(frame)],
    got: `an error behind it: ${brief(frame.json, 80)}`,
    want: 'the notification taken without complaint',
    key: 'refused',
  };
}

/**
 * A connection that answered initialize, was told of it, and ended without another word; once may be an accident, on two
 * connections it is what the notification does. What is asked of a dead process proves nothing, so the end itself does.
 */
function endedByIt(sent: readonly Exchange[], recording: Recording): readonly Finding[] {
  if (recording.transport !== 'stdio') return [];
  const ends = sent.flatMap(({ lane, sent: { seq } }) => {
    const told = recording.frames.filter(
      (frame) => frame.lane === lane && frame.origin === 'target' && frame.seq > seq,
    );
    const [first] = told;
    // It ended by itself: others are closed by us, but somebody asked this one in vain, or it is the one kept to the end.
    const later = recording.frames.some((frame) => frame.origin === 'harness' && frame.seq > (first?.seq ?? 0));
    const inVain =
      (lane === recording.exchanges[0]?.lane && later) ||
      recording.exchanges.some((one) => one.lane === lane && one.sent.seq > seq && one.outcome === 'closed');
    // What came after it and was wrong on purpose may have been the end of it as well.
    const provoked = recording.frames.some(
      (frame) => frame.lane === lane && frame.seq > seq && frame.origin === 'harness' && frame.deliberate !== undefined,
    );
    return first !== undefined && inVain && !provoked && told.every(({ via }) => via === 'exit' || via === 'stderr')
      ? [told.find(({ via }) => via === 'exit') ?? first]
      : [];
  });
  if (ends.length < 2) return [];
  return [
    {
      at: ends.slice(0, 2).map((frame) => atFrame(frame)),
      got: `the connection ended after it, ${ends.length} times`,
      want: 'the notification taken without complaint',
      key: 'refused',
    },
  ];
}

function afterwards(exchange: Exchange): Finding | undefined {
  if (exchange.response !== undefined && errorOf(exchange) === undefined) return undefined;
  // A list whose method is missing is the fault of the declaration, which has a rule of its own.
  if (codeOf(exchange) === -32601 && exchange.method !== 'ping') return undefined;
  return {
    at: [at(exchange)],
    got: ending(exchange),
    want: `${exchange.method} served`,
    key: `then-${exchange.method}`,
  };
}

export default check({
  title: 'After initialize the initialized notification is taken and requests are served',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.initialized-accepted'],
  why: 'Every client sends this notification; a server that rejects it or closes the connection cannot be used at all.',
  fix: 'Accept notifications/initialized with and without params, answer nothing to it, and serve what follows.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { initialized, after } }, { recording }) => {
    const sent = recording.exchanges.filter((exchange) => exchange.method === METHOD && exchange.by === 'open');
    const taken = [...sent, ...(initialized === undefined ? [] : [initialized])].filter(
      (each) => !besideProtocol(each),
    );
    const served = after.filter((each) => !refusedOutside(each));
    const behind = initialized === undefined ? undefined : errorBehind(initialized, after, recording);
    const findings = [
      ...endedByIt([...sent, ...(initialized === undefined ? [] : [initialized])], recording),
      behind,
      ...taken.map(complaint),
      ...served.map(afterwards),
    ].filter((found) => found !== undefined);
    const keys = new Set<string>();
    return {
      seen: taken.length,
      findings: findings.filter((found) => !keys.has(found.key ?? '') && keys.add(found.key ?? '')),
    };
  },
});
