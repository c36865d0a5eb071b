import rule from '../../../../suites/access/exposure/cors.check.ts';
import { combine, onHttp } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove, where } from '../../../kit/prove.ts';
import { GUARDED } from '../../conformance/guarded.ts';

const anyOrigin: Fault = { settings: { originAllowed: () => true } };

/** Answers preflights, and says who may read. */
const cors = (allow: (origin: string) => string | undefined, credentials = false): Fault =>
  onHttp((answer) => {
    const origin = answer.request.headers.origin;
    const allowed = typeof origin === 'string' ? allow(origin) : undefined;
    if (answer.request.method === 'OPTIONS') answer.status = 204;
    if (allowed === undefined) return;
    answer.headers['Access-Control-Allow-Origin'] = allowed;
    answer.headers['Access-Control-Allow-Headers'] = 'content-type, mcp-protocol-version';
    if (credentials) answer.headers['Access-Control-Allow-Credentials'] = 'true';
  });

const reflect = (origin: string): string => origin;

prove(rule, {
  faults: {
    'the Origin is named back': combine(cors(reflect), anyOrigin),
    'everybody may read what is open': combine(
      cors(() => '*'),
      anyOrigin,
    ),
    'the opaque origin is allowed': combine(
      cors((origin) => (origin === 'null' ? 'null' : undefined)),
      anyOrigin,
    ),
    'the Origin is named back, with credentials': where(
      {},
      { ...GUARDED, base: combine(cors(reflect, true), anyOrigin, GUARDED.base ?? {}) },
    ),
  },
  stillGood: {
    'a list of origins': combine(
      cors(() => 'https://app.example', true),
      anyOrigin,
    ),
    'everybody may read a refusal': cors(() => '*'),
    'everybody may read, but only with a token of their own': where(
      {},
      {
        ...GUARDED,
        base: combine(
          cors(() => '*'),
          anyOrigin,
          GUARDED.base ?? {},
        ),
      },
    ),
    'no CORS at all': anyOrigin,
  },
});
