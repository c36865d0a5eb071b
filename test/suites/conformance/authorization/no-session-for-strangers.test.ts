import rule from '../../../../suites/conformance/authorization/no-session-for-strangers.check.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { GUARDED } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

/** A session before the token is looked at. */
const early: Fault = {
  http: (request, response, next, ctx) => {
    response.setHeader('Mcp-Session-Id', 'c0ffee00-0000-4000-8000-000000000000');
    const guard = GUARDED.base?.http;
    return guard === undefined ? next() : guard(request, response, next, ctx);
  },
};

prove(rule, { ...GUARDED, faults: { 'a session for whoever is refused': where({}, { base: early }) } });
