// Errors, provoked on purpose: unknown methods and params that fit no method, asked once for all rules on errors.

import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import { prompts } from './prompts.ts';
import { resources } from './resources.ts';
import { tools } from './tools.ts';

export const NO_SUCH_METHOD = 'assay/no-such-method';

interface Wrong {
  readonly method: string;
  readonly params: JsonObject;
  readonly what: string;
  readonly needs: string;
}

/** Params that break the declared type of their method in one place; none of them can change anything. */
const WRONG: readonly Wrong[] = [
  { method: 'tools/call', params: {}, what: 'no name', needs: 'tools' },
  { method: 'tools/call', params: { name: 42 }, what: 'a number as name', needs: 'tools' },
  { method: 'resources/read', params: {}, what: 'no uri', needs: 'resources' },
  { method: 'prompts/get', params: {}, what: 'no name', needs: 'prompts' },
  { method: 'logging/setLevel', params: {}, what: 'no level', needs: 'logging' },
  { method: 'completion/complete', params: {}, what: 'no ref', needs: 'completions' },
];

export interface Provoked {
  readonly unknownMethod: readonly Exchange[];
  readonly wrongParams: readonly { readonly exchange: Exchange; readonly what: string }[];
}

const applicable = ({ method, needs }: Wrong, capabilities: JsonObject, perRequest: boolean): boolean =>
  isObject(member(capabilities, needs)) && !(perRequest && method === 'logging/setLevel');

export const provoked = artifact<Provoked>({
  id: 'provoked',
  // A list may not change by what was asked before it was read to its end, so nothing is.
  after: [tools, resources, prompts],
  gather: async (session) => {
    const unknown = [{ tag: 'unknown-method' }, { tag: 'unknown-method', id: 'assay-unknown-method' }];
    const wrong = WRONG.filter((one) => applicable(one, session.capabilities, session.era === 'per-request'));
    await Promise.all([
      ...unknown.map((options) => session.request(NO_SUCH_METHOD, undefined, options)),
      ...wrong.map(({ method, params, what }, index) => {
        const id = index % 2 === 0 ? {} : { id: `assay-wrong-params-${index}` };
        const deliberate = `params of ${method} with ${what}`;
        return session.request(method, params as Json, { tag: `params:${what}`, deliberate, ...id });
      }),
    ]);
  },
  read: (recording) => {
    const own = recording.exchanges.filter(({ by }) => by === 'artifact:provoked');
    return {
      unknownMethod: own.filter(({ tag }) => tag === 'unknown-method'),
      wrongParams: own
        .filter(({ tag }) => tag?.startsWith('params:') === true)
        .map((exchange) => ({ exchange, what: exchange.tag?.slice('params:'.length) ?? '' })),
    };
  },
});
