// A client that declares nothing is asked for nothing.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, isObject, member, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { modest } from '../../artifacts/modest.ts';

function wrong(exchange: Exchange): Finding | undefined {
  const result = resultOf(exchange);
  const type = member(result, 'resultType');
  const inputs = member(result, 'inputRequests');
  if (inputs !== undefined && !(isObject(inputs) && Object.keys(inputs).length === 0))
    return {
      at: [at(exchange, 'result', 'inputRequests')],
      got: `input requests for ${exchange.method}`,
      want: 'none: the client declares no capability',
      key: 'input-requests',
    };
  if (type === undefined || type === 'complete' || type === 'input_required') return undefined;
  return {
    at: [at(exchange, 'result', 'resultType')],
    got: `resultType ${brief(type)} for ${exchange.method}`,
    want: 'complete: the client declares no extension',
    key: 'result-type',
  };
}

export default check({
  title: 'Nothing in a result relies on a capability that the request did not declare',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.no-undeclared-capability-use', 'lifecycle.extension-fallback'],
  why: 'A client must treat a result of a type it does not know as invalid: the call is lost.',
  fix: 'Return core results (or an error) to a request whose clientCapabilities lack what the result would need.',
  touch: 'probing',
  needs: { modest },
  judge: ({ modest: { exchanges } }) => {
    const results = exchanges.filter((each) => resultOf(each) !== undefined);
    const findings = new Map<string, Finding>();
    for (const each of results) {
      const found = wrong(each);
      if (found !== undefined && !findings.has(found.key ?? '')) findings.set(found.key ?? '', found);
    }
    return { seen: results.length, findings: [...findings.values()] };
  },
});
