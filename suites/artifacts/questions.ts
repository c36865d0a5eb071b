// What the target asks of its client, in either era: requests of its own, or inputRequests of an input_required result.

import type { Where } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { escapePointer, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import { messages, placeOf } from './messages.ts';
import { META } from './modern-messages.ts';

export type Asking = 'elicitation/create' | 'sampling/createMessage' | 'roots/list';

export interface Question {
  readonly method: Asking;
  /** The request as it came; members may have any type. */
  readonly request: unknown;
  readonly params: JsonObject;
  readonly place: (...path: readonly (string | number)[]) => Where;
  readonly lane: string;
  /** What the client had declared when it was asked. */
  readonly clientCapabilities: JsonObject;
  /** The call it belongs to, where that is known. */
  readonly exchange?: Exchange;
  /** Stays the same from run to run: the method and what the call was. */
  readonly key: string;
}

export interface Questions {
  readonly all: readonly Question[];
  of(method: Asking): readonly Question[];
}

const ASKING: ReadonlySet<unknown> = new Set(['elicitation/create', 'sampling/createMessage', 'roots/list']);

const paramsOf = (request: unknown): JsonObject => {
  const params = member(request, 'params');
  return isObject(params) ? params : {};
};

export const questions = artifact<Questions>({
  id: 'questions',
  read: (recording, views) => {
    const lanes = new Map(recording.lanes.map((lane) => [lane.id, lane.clientCapabilities]));
    const asked = views(messages).requests.filter(({ method }) => ASKING.has(method));
    const requests = asked.map((found): Question => ({
      method: found.method as Asking,
      request: found.message,
      params: paramsOf(found.message),
      place: (...path) => placeOf(found, path.map((token) => `/${escapePointer(token)}`).join('')),
      lane: found.lane,
      clientCapabilities: lanes.get(found.lane) ?? {},
      ...(found.exchange === undefined ? {} : { exchange: found.exchange }),
      key: `${found.method ?? ''} ${nameOf(found.exchange)}`.trim(),
    }));
    const all = recording.era === 'initialize' ? requests : recording.exchanges.flatMap((each) => inputs(each, lanes));
    return { all, of: (method) => all.filter((question) => question.method === method) };
  },
});

function inputs(exchange: Exchange, lanes: ReadonlyMap<string, JsonObject>): readonly Question[] {
  const wanted = member(resultOf(exchange), 'inputRequests');
  if (!isObject(wanted)) return [];
  const declared = member(member(member(exchange.sent.json, 'params'), '_meta'), META.capabilities);
  return Object.entries(wanted).flatMap(([key, request]): readonly Question[] => {
    const method = member(request, 'method');
    if (!ASKING.has(method)) return [];
    const below = `/result/inputRequests/${escapePointer(key)}`;
    return [
      {
        method: method as Asking,
        request,
        params: paramsOf(request),
        place: (...path) => ({
          exchange: exchange.id,
          pointer: `${below}${path.map((token) => `/${escapePointer(token)}`).join('')}`,
        }),
        lane: exchange.lane,
        clientCapabilities: isObject(declared) ? declared : (lanes.get(exchange.lane) ?? {}),
        exchange,
        key: `${String(method)} ${nameOf(exchange)}`.trim(),
      },
    ];
  });
}

/** The tool, prompt or resource that was asked for. */
function nameOf(exchange: Exchange | undefined): string {
  const params = member(exchange?.sent.json, 'params');
  const name = member(params, 'name') ?? member(params, 'uri');
  return typeof name === 'string' ? name.slice(0, 60) : '';
}
