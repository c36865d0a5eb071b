// Trace context that tracing tools can read.

import { placeOf } from '../../artifacts/messages.ts';
import { metaKeys } from '../../artifacts/meta-keys.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;
const STATE_KEY = /^[a-z0-9][a-z0-9_\-*/@]{0,255}$/;
const BAGGAGE_KEY = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Members of a comma-separated list that have a key of this form and a value. */
const isList = (text: string, key: RegExp, empty: boolean): boolean =>
  text.split(',').every((part) => {
    const one = part.trim();
    if (one === '') return empty;
    const at = one.indexOf('=');
    return (
      at > 0 &&
      key.test(one.slice(0, at).trim()) &&
      !/[,\s"]/.test(
        one
          .slice(at + 1)
          .split(';')[0]
          ?.trim() ?? '',
      )
    );
  });

/** W3C Trace Context, sections 3.2 and 3.3; W3C Baggage, section 3.2. */
const FORMS: Readonly<Record<string, readonly [fits: (text: string) => boolean, want: string]>> = {
  traceparent: [(text) => PARENT.test(text), '00-<32 hex>-<16 hex>-<2 hex>'],
  tracestate: [(text) => isList(text, STATE_KEY, true), 'a list of key=value (W3C Trace Context)'],
  baggage: [(text) => isList(text, BAGGAGE_KEY, false), 'a list of key=value (W3C Baggage)'],
};

export default check({
  title: 'Trace context in _meta follows W3C Trace Context and Baggage',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['schema.trace-context-format'],
  why: 'Tracing tools drop a header they cannot parse, and the trace ends there.',
  fix: 'Pass on what came in, or make the values with a tracing library.',
  touch: 'passive',
  needs: { metaKeys },
  judge: ({ metaKeys: keys }) =>
    judgeEach(
      keys.filter(({ key }) => Object.hasOwn(FORMS, key)),
      ({ key, value, found, pointer }) => {
        const [fits, want] = FORMS[key] ?? [() => true, ''];
        if (typeof value === 'string' && fits(value)) return undefined;
        return { at: [placeOf(found, pointer)], got: `${key}: ${brief(value, 80)}`, want, key };
      },
      'no trace context was sent',
    ),
});
