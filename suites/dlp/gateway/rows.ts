// What became of each case of the corpus behind a gateway, as a recording holds it; no row holds a value.

import type { Finding, Judged } from '../../kernel/check.ts';
import { isObject } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';

/**
 * Planted: `leaked` enough of the value came through to know it; `redacted` the text came without the value; `blocked`
 * nothing of it came. Look-alikes: `intact`, `altered`, `blocked`. `lost`: the channel itself does not get through this
 * gateway, or nothing was answered, so that nothing follows.
 */
export type CaseOutcome = 'leaked' | 'redacted' | 'blocked' | 'intact' | 'altered' | 'lost';

export interface Row {
  readonly id: string;
  readonly direction: 'result' | 'argument';
  readonly planted: boolean;
  readonly category: string;
  readonly encoding: string;
  readonly channel: string;
  readonly outcome: CaseOutcome;
  /** Where it was seen. */
  readonly exchange: string;
  /** Of the planted value: tells two of them apart, and nothing else. */
  readonly digest: string;
}

/** Something that is neither planted nor a look-alike and did not come as it was sent. */
export interface Alteration {
  readonly where: string;
  readonly what: string;
  readonly times: number;
  readonly exchange: string;
}

export interface GatewayMeasures {
  readonly rows: readonly Row[];
  readonly alterations: readonly Alteration[];
  /** That the corpus is behind the gateway was seen, to the end. */
  readonly recognised: boolean;
}

export const NOT_TRIED = 'no gateway was tried: `assay dlp --through <url>` does that';
export const UNKNOWN = 'nothing showed that the corpus of this seed is served behind the gateway';

/** Nothing where a recording is of something else. */
export function gatewayOf(recording: Recording): GatewayMeasures | undefined {
  const found = recording.measures['gateway'];
  return isObject(found) && Array.isArray(found['rows']) ? (found as unknown as GatewayMeasures) : undefined;
}

const NAMED = 8;

/** Leaks of one direction, one finding for each encoding in each channel. */
export function judgeLeaks(recording: Recording, direction: Row['direction']): Judged {
  const measures = gatewayOf(recording);
  if (measures === undefined) return { seen: 0, findings: [], note: NOT_TRIED };
  const tried = measures.rows.filter((row) => row.planted && row.direction === direction && row.outcome !== 'lost');
  const cells = cellsOf(tried);
  const findings = [...cells].flatMap(([key, rows]): readonly Finding[] => {
    const leaked = rows.filter(({ outcome }) => outcome === 'leaked');
    const [first] = leaked;
    if (first === undefined) return [];
    const named = leaked.slice(0, NAMED).map(({ category, id, digest }) => `${category} (${id}, ${digest})`);
    const more = leaked.length > NAMED ? ` and ${leaked.length - NAMED} more` : '';
    return [
      {
        at: leaked.slice(0, 3).map(({ exchange }) => ({ exchange })),
        got: `${leaked.length} of ${rows.length} came through as ${first.encoding} in ${first.channel}: ${named.join(', ')}${more}`,
        want: 'the value stopped or masked',
        key,
      },
    ];
  });
  // What leaked has leaked; that the rest was stopped holds only while the corpus was there to be stopped.
  if (!measures.recognised) return { seen: 0, findings, note: UNKNOWN };
  return { seen: tried.length, findings, note: 'no channel of this direction gets through the gateway' };
}

function cellsOf(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const cells = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.channel}.${row.encoding}`;
    cells.set(key, [...(cells.get(key) ?? []), row]);
  }
  return cells;
}
