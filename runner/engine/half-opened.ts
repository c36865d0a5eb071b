// Servers whose first answer no client can read: told from strangers by what they wrote, and judged on it.

import { mediaType } from '../../suites/artifacts/answers.ts';
import { errorOf, member, resultOf } from '../../suites/kernel/look.ts';
import { eraOf } from '../../suites/kernel/revision.ts';
import type { Recorder } from '../wire/recorder.ts';
import type { Opened } from './open.ts';
import type { Sitting } from './sitting.ts';

/**
 * The sitting whose target is a server of this protocol, though its opening failed: it wrote a result of server/discover
 * or of initialize where no client looks for it, or it serves lists and knows no initialize.
 */
export function halfOpened({ tried }: Pick<Opened, 'tried'>): Sitting | undefined {
  const stateful = tried.filter(({ revision }) => eraOf(revision) === 'initialize');
  const serves = tried.some(({ recorder }) =>
    recorder.exchanges.some((exchange) => Array.isArray(resultOf(exchange)?.['tools'])),
  );
  const told = tried.find(
    ({ revision, recorder }) =>
      eraOf(revision) === 'per-request' &&
      (recorder.frames.some(({ origin, json }) => origin === 'target' && isDiscovery(json)) ||
        spread(recorder).some(isDiscovery)),
  );
  if (told !== undefined) return told;
  const old = tried.find(namesNoAddress);
  if (old !== undefined) return old;
  return stateful.find(
    ({ main, recorder }) =>
      recorder.frames.some(({ origin, json }) => origin === 'target' && isAgreement(json)) ||
      spread(recorder).some(isAgreement) ||
      (serves && errorOf(main?.opening)?.code === -32601),
  );
}

/**
 * A server of the 2024-11-05 transport with which no client gets any further: it gave an event stream where it takes no
 * message, and what it said there is no address, or one that is of no use.
 */
export function namesNoAddress({ transport, recorder }: Sitting): boolean {
  if (transport !== 'http-sse') return false;
  const stream = recorder.exchanges.find(({ by, method }) => by === 'open' && method === 'GET');
  if (stream?.status !== 200) return false;
  // A page ends; what stays open and is no page is a stream under a wrong name.
  const stays = !stream.received.some(({ via }) => via === 'post' || via === 'exit');
  return mediaType(stream) === 'text/event-stream' || (stays && mediaType(stream) !== 'text/html');
}

/** The stream is there, for others. */
export const wantsCredentials = ({ recorder }: Sitting): boolean =>
  recorder.exchanges.some(
    ({ by, method, status }) => by === 'open' && method === 'GET' && (status === 401 || status === 403),
  );

const isAgreement = (message: unknown): boolean =>
  typeof member(member(message, 'result'), 'protocolVersion') === 'string';

const isDiscovery = (message: unknown): boolean =>
  Array.isArray(member(member(message, 'result'), 'supportedVersions'));

/** What was written over several lines, where it is one message, and what stands on lines of one body. */
function spread({ frames }: Recorder): readonly unknown[] {
  const said = frames.filter(({ origin }) => origin === 'target');
  const lines = said.filter(({ via }) => via === 'stdio').map(({ raw }) => raw);
  const bodies = said.filter(({ via, json }) => via === 'post' && json === undefined).map(({ raw }) => raw);
  return [lines.slice(0, 500).join('\n'), ...bodies.flatMap((body) => body.split('\n'))].map((text) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  });
}
