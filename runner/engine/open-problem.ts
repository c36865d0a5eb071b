// Why a target could not be opened, in the words of its user: what came instead of an answer, and what it said on stderr.

import type { Exchange } from '../../suites/kernel/recording.ts';
import type { Sitting } from './sitting.ts';

/** Credentials go to the address that was given and to no other: a redirect is told, not followed. */
function elsewhere({ status = 0, received }: Exchange): string {
  if (status < 300 || status > 399) return '';
  const headers = received.flatMap(({ http }) => http?.headers ?? []);
  const to = headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  return to === undefined ? '' : `, a redirect to ${to.slice(0, 200)} that is not followed`;
}

/** What came in the place of an answer: a banner on stdout is the commonest reason why there is none. */
function instead({ recorder }: Sitting): string {
  const odd = recorder.frames.find(
    ({ origin, via, unparsed }) => origin === 'target' && via === 'stdio' && unparsed !== undefined,
  );
  return odd === undefined ? '' : `; it wrote what is no message (${odd.unparsed}): ${odd.raw.slice(0, 200)}`;
}

export function problemOf(sitting: Sitting, opening: Exchange | undefined): string {
  const frames = sitting.recorder.frames;
  const stderr = frames
    .filter(({ via }) => via === 'stderr')
    .map(({ raw }) => raw)
    .join('')
    .trim();
  const said = stderr === '' ? '' : `; stderr: ${stderr.slice(-2000)}`;
  const exit = frames.find(({ via }) => via === 'exit')?.raw;
  if (opening === undefined) {
    const { status: refused } = sitting.recorder.exchanges.find(({ method }) => method === 'GET') ?? {};
    if (refused === 401 || refused === 403)
      return `its event stream asks for credentials (HTTP ${refused}): give them with --bearer-env or --header`;
    const named = frames.find(({ sse }) => sse?.event === 'endpoint')?.raw.replace(/\s+/gu, ' ');
    return named === undefined
      ? `no event stream that names an endpoint${said}`
      : `its event stream names an address that is not followed: ${named.slice(0, 200)}${said}`;
  }
  if (opening.outcome === 'closed')
    return `${exit ?? 'the connection was closed'} before it answered initialize${said}`;
  if (opening.outcome === 'timeout')
    return `no answer to initialize within ${Math.round(opening.ms)} ms${instead(sitting)}${said}`;
  const body = opening.received.find(({ via }) => via === 'post' || via === 'stdio' || via === 'stream')?.raw ?? '';
  const status = opening.status === undefined ? '' : ` (HTTP ${opening.status})`;
  return `initialize gave ${opening.outcome}${status}${elsewhere(opening)}: ${body.slice(0, 300)}${said}`;
}
