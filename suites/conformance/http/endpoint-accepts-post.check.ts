// One path takes every request; what the client was told is the whole address.

import { check } from '../../kernel/check.ts';
import { at, ending, isObject, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { traffic } from '../../artifacts/traffic.ts';

// Of a bare HTTP request the body may never be read, and with it what tells an unknown method from an unknown path.
const isRequest = ({ method, sent }: Exchange): boolean =>
  method !== 'http' &&
  sent.http?.method === 'POST' &&
  isObject(sent.json) &&
  typeof sent.json.method === 'string' &&
  Object.hasOwn(sent.json, 'id');

export default check({
  title: 'Every request is taken by POST at the one endpoint',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.endpoint-accepts-post'],
  why: 'A client knows one url; what is served elsewhere does not exist for it.',
  fix: 'Route POST on the endpoint to one handler for all methods, and answer unknown ones with a JSON-RPC error.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    return judgeEach(
      recording.exchanges.filter((each) => isRequest(each) && each.status !== undefined),
      (exchange) => {
        // 404 with a JSON-RPC body is how an unknown method is answered.
        const absent = exchange.status === 405 || (exchange.status === 404 && exchange.response === undefined);
        if (!absent || keys.has(exchange.method)) return undefined;
        keys.add(exchange.method);
        return {
          at: [at(exchange)],
          got: `${ending(exchange)} for ${exchange.method}`,
          want: 'a JSON-RPC answer at this url',
          key: exchange.method,
        };
      },
    );
  },
});
