// Records what goes over a connection of its own: raw HTTP bytes and TLS handshakes, as exchanges like all others.

import type { BytesOptions, TlsOptions } from '../../suites/kernel/check.ts';
import type { Exchange, Frame, Outcome } from '../../suites/kernel/recording.ts';
import type { HttpTarget } from '../target.ts';
import { exchangeBytes, handshakeTls, type Returned } from '../wire/own-connection.ts';
import type { OpenExchange, Recorder } from '../wire/recorder.ts';
import { maskGiven, showUrl } from './mask.ts';

/** Who asks, of whom, into which recording. */
export interface Asking {
  readonly target: HttpTarget;
  readonly recorder: Recorder;
  readonly lane: string;
  readonly by: string;
  readonly timeoutMs: number;
}

/** Bytes beyond which only the head of what we sent is kept. */
const KEPT = 64 * 1024;

export async function askBytes(asking: Asking, data: string, options: BytesOptions): Promise<Exchange> {
  const { target, recorder, lane, timeoutMs } = asking;
  const whole = options.next === undefined ? data : `${data}${options.next}`;
  const sent = recorder.frame({
    lane,
    origin: 'harness',
    via: 'post',
    bytes: whole.slice(0, KEPT),
    parse: false,
    http: { url: showUrl(target.url), headers: [] },
    deliberate: options.deliberate,
    ...(whole.length > KEPT ? { cut: whole.length - KEPT } : {}),
  });
  const exchange = opened(asking, sent, options.tag);
  const began = performance.now();
  const returned = await exchangeBytes(target, {
    data,
    ...(options.next === undefined ? {} : { next: options.next }),
    quiet: options.quiet ?? 150,
    timeout: options.timeout ?? timeoutMs,
  });
  const text = returned.bytes.toString('latin1');
  if (text !== '') {
    const facts = headOf(text);
    exchange.received.push(
      recorder.frame({ lane, origin: 'target', via: 'head', bytes: text, parse: false, ...(facts && { http: facts }) }),
    );
    if (facts?.status !== undefined) exchange.status = facts.status;
  }
  return closed(asking, exchange, began, outcomeOf(returned, exchange.status), returned.reason);
}

export async function askTls(asking: Asking, options: TlsOptions): Promise<Exchange> {
  const { target, recorder, lane, timeoutMs } = asking;
  const offer = options.newest === undefined ? 'any version' : `nothing newer than ${options.newest}`;
  const sent = recorder.frame({
    lane,
    origin: 'harness',
    via: 'head',
    bytes: `TLS handshake, ${offer}`,
    parse: false,
    http: { url: showUrl(target.url), headers: [] },
  });
  const exchange = opened(asking, sent, options.tag);
  const began = performance.now();
  try {
    const facts = await handshakeTls(target, { ...options, timeout: options.timeout ?? timeoutMs });
    const bytes = JSON.stringify(facts);
    exchange.received.push(recorder.frame({ lane, origin: 'target', via: 'post', bytes }));
    return closed(asking, exchange, began, 'accepted');
  } catch (error) {
    return closed(asking, exchange, began, 'closed', error instanceof Error ? error.message : String(error));
  }
}

/** Bare HTTP, and TLS below it: nothing in them is taken for a message of the protocol. */
function opened({ recorder, lane, by }: Asking, sent: Frame, tag: string | undefined): OpenExchange {
  return recorder.open({ lane, method: 'http', by, sent, ...(tag === undefined ? {} : { tag }) });
}

function closed(asking: Asking, exchange: OpenExchange, began: number, outcome: Outcome, reason?: string): Exchange {
  const { recorder, lane } = asking;
  if (reason !== undefined)
    exchange.received.push(recorder.frame({ lane, origin: 'target', via: 'exit', bytes: reason, parse: false }));
  exchange.outcome = outcome;
  exchange.ms = Math.round((performance.now() - began) * 1000) / 1000;
  recorder.keep(exchange);
  return exchange;
}

/** The first head in what came back. */
function headOf(text: string): Frame['http'] | undefined {
  const [head = ''] = text.split(/\r?\n\r?\n/u, 1);
  const [first = '', ...lines] = head.split(/\r?\n/u);
  const [, status, statusText = ''] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/u.exec(first) ?? [];
  if (status === undefined) return undefined;
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/u.exec(line) ?? [];
    return name === undefined ? [] : [[name, maskGiven(value ?? '')]];
  });
  return { status: Number(status), statusText, headers };
}

function outcomeOf({ over }: Returned, status: number | undefined): Outcome {
  if (status !== undefined) return status >= 200 && status < 300 ? 'accepted' : 'http-refusal';
  return over === 'timeout' || over === 'quiet' ? 'timeout' : 'closed';
}
