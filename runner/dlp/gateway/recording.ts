// What is kept of a run: which case was asked and what became of it, and of messages nothing but their size. Values of the
// corpus are made up, but a report that holds them would be blocked by the very gateways it is about.

import type { GatewayMeasures, Row } from '../../../suites/dlp/gateway/rows.ts';
import type { Exchange, Frame, Json, Recording } from '../../../suites/kernel/recording.ts';
import type { Sitting } from '../../engine/sitting.ts';

export function recordingOf(sitting: Sitting, measures: GatewayMeasures): Recording {
  const whole = sitting.recording();
  const rows = new Map<string, Row[]>();
  for (const row of measures.rows) rows.set(row.exchange, [...(rows.get(row.exchange) ?? []), row]);
  const altered = new Set(measures.alterations.map(({ exchange }) => exchange));
  const exchanges = whole.exchanges
    .filter(({ id }) => rows.has(id) || altered.has(id))
    .map((exchange) => kept(exchange, rows.get(exchange.id) ?? []));
  return {
    ...whole,
    instructions: '',
    frames: exchanges.flatMap(({ sent, received }) => [sent, ...received]),
    exchanges,
    measures: { gateway: measures as unknown as Json },
  };
}

function kept(exchange: Exchange, rows: readonly Row[]): Exchange {
  const { sent, received, response: _response, ...facts } = exchange;
  const size = received.reduce((sum, { raw }) => sum + raw.length, 0);
  const told = rows.map(({ id, category, encoding, channel, outcome, digest }) =>
    [id, category, encoding, channel, outcome, digest].join(' '),
  );
  const [first] = received;
  const base = { lane: exchange.lane, via: 'post' } as const;
  const status = exchange.status === undefined ? '' : `HTTP ${exchange.status}, `;
  const answer = `${status}${exchange.outcome}, ${size} characters in ${received.length} messages, not kept:\n${told.join('\n')}`;
  const received0: Frame = {
    ...base,
    seq: first?.seq ?? sent.seq,
    at: first?.at ?? sent.at,
    origin: 'target',
    raw: answer,
  };
  const asked = `${exchange.method} ${exchange.tag ?? ''}`.trim();
  return {
    ...facts,
    sent: { ...base, seq: sent.seq, at: sent.at, origin: 'harness', raw: asked },
    received: [received0],
  };
}
