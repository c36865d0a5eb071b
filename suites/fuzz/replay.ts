// One recorded call as a rule: sent again, alone, and looked at by the same oracle that found it.

import { tools } from '../artifacts/tools.ts';
import { succeeded } from '../generation/calls.ts';
import { subjectOf } from '../generation/subject.ts';
import type { Subject } from '../generation/subject.ts';
import { check } from '../kernel/check.ts';
import type { Check, Finding, Judged, Look, Session } from '../kernel/check.ts';
import { at, isObject, member } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import { exampleArguments } from '../artifacts/example-value.ts';
import { keyOf } from './findings.ts';
import { consequences, framesAfter } from './lane.ts';
import { symptomsOf } from './symptoms.ts';

/** The rule of a finding, for this one call. `undefined` where one call cannot show what the rule is about. */
export function replayRule(original: Check, id: string, params: JsonObject): Check | undefined {
  if (id === 'fuzz/tools/answers-own-call') return undefined;
  const name = String(params['name']);
  const state = id === 'fuzz/tools/state-survives';
  const given = params['arguments'] as Json | undefined;
  return check({
    ...original,
    touch: 'probing',
    isolation: 'own',
    needs: { tools },
    applies: (_, recording) =>
      recording.facts.callable.includes(name)
        ? undefined
        : { kind: 'not-allowed', note: `${name} may not be called: allow it by name, or use --calls all` },
    probe: async (session, views) => {
      const subject = subjectFor(views.tools.items, name);
      if (state && subject !== undefined) await again(session, subject, 'before');
      await send(session, name, given);
      if (session.alive) await session.pause(50);
      if (state && subject !== undefined) await again(session, subject, 'after');
      // Said aloud, so that our own hanging up is not taken for a crash.
      await session.end('drop', { tag: 'end' });
    },
    judge: (views, look) => {
      const subject = subjectFor(views.tools.items, name);
      if (subject === undefined) return { seen: 0, findings: [], note: `${name} is not listed any more` };
      return state ? judgeState(look, name) : judgeCall(look, subject);
    },
  }) as unknown as Check;
}

const subjectFor = (items: readonly { readonly value: unknown }[], name: string): Subject | undefined => {
  const tool = items.find(({ value }) => member(value, 'name') === name);
  return tool === undefined ? undefined : subjectOf(tool.value);
};

function send(session: Session, name: string, given: Json | undefined): Promise<Exchange> {
  const params = given === undefined ? { name } : { name, arguments: given };
  const odd = given === undefined || isObject(given) ? {} : { deliberate: 'arguments that are no object' };
  return session.request('tools/call', params, { tag: 'call', ...odd });
}

const again = (session: Session, subject: Subject, tag: string): Promise<Exchange> =>
  session.request(
    'tools/call',
    { name: subject.name, arguments: exampleArguments(subject.inputSchema).value },
    { tag },
  );

function judgeCall(look: Look, subject: Subject): Judged {
  const exchanges = look.tagged('call');
  const findings = exchanges.flatMap((exchange) => {
    const frames = look.recording.frames.filter(({ lane }) => lane === exchange.lane);
    const after = consequences(framesAfter(frames, exchange));
    return symptomsOf(exchange, subject, look.recording.revision, after).map((symptom): Finding => ({
      at: [at(exchange, ...symptom.pointer)],
      got: symptom.got,
      want: symptom.want,
      key: keyOf(subject, symptom),
      ...(symptom.severity === undefined ? {} : { severity: symptom.severity }),
    }));
  });
  return { seen: exchanges.length, findings };
}

function judgeState(look: Look, name: string): Judged {
  const [before, call, after] = ['before', 'call', 'after'].map((tag) => look.tagged(tag)[0]);
  if (before === undefined || succeeded(before) === undefined || after === undefined)
    return { seen: 0, findings: [], note: 'the call that should work did not work before either' };
  if (succeeded(after) !== undefined) return { seen: 1, findings: [] };
  const got = 'the call that worked before does not work after it';
  return {
    seen: 1,
    findings: [{ at: [at(call), at(after)], got, want: 'the same kind of answer', key: `${name}.state` }],
  };
}
