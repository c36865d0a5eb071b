// Raw answers of published servers as a recording: what rules on lists would have seen of them.

import type { Exchange, Frame, JsonObject, Recording } from '../../../suites/kernel/recording.ts';
import { isRevision } from '../../../suites/kernel/revision.ts';

/** A capture: the answers to initialize and to each list, page by page. */
export interface Capture {
  readonly server: string;
  readonly initialize: JsonObject;
  readonly tools?: Pages;
  readonly prompts?: Pages;
  readonly resources?: Pages;
  readonly templates?: Pages;
}

interface Pages {
  /** `null` where no answer came. */
  readonly pages: readonly (JsonObject | null)[];
}

const LISTS = [
  ['tools', 'tools/list', 'tools'],
  ['prompts', 'prompts/list', 'prompts'],
  ['resources', 'resources/list', 'resources'],
  ['templates', 'resources/templates/list', 'resource-templates'],
] as const;

export function recordingOf(capture: Capture): Recording {
  const frames: Frame[] = [];
  const exchanges: Exchange[] = [];
  const frame = (origin: Frame['origin'], json: unknown): Frame => {
    const made: Frame = {
      seq: frames.length + 1,
      at: frames.length,
      lane: 'r1:1',
      origin,
      via: 'stdio',
      raw: JSON.stringify(json),
      json,
    };
    frames.push(made);
    return made;
  };
  const ask = (by: string, method: string, params: unknown, answer: JsonObject | null): void => {
    const id = answer?.['id'] ?? exchanges.length + 1;
    const sent = frame('harness', { jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) });
    const response = answer === null ? undefined : frame('target', answer);
    exchanges.push({
      id: `e${exchanges.length + 1}`,
      lane: 'r1:1',
      method,
      by,
      tag: 'walk-1',
      sent,
      received: response === undefined ? [] : [response],
      outcome: answer === null ? 'timeout' : answer['error'] === undefined ? 'result' : 'error',
      ...(response === undefined ? {} : { response }),
      ms: 1,
    });
  };
  const result = (capture.initialize['result'] ?? {}) as JsonObject;
  ask('open', 'initialize', {}, capture.initialize);
  const capabilities = (result['capabilities'] ?? {}) as JsonObject;
  for (const [name, method, id] of LISTS) {
    let cursor: unknown;
    for (const page of capture[name]?.pages ?? []) {
      ask(`artifact:${id}`, method, cursor === undefined ? undefined : { cursor }, page);
      cursor = (page?.['result'] as JsonObject | undefined)?.['nextCursor'];
    }
  }
  const version = result['protocolVersion'];
  return {
    format: 'assay-recording/1',
    target: { kind: 'stdio', label: capture.server },
    revision: isRevision(version) ? version : '2025-11-25',
    era: 'initialize',
    transport: 'stdio',
    seed: 1,
    server: {},
    capabilities,
    lanes: [{ id: 'r1:1', purpose: 'main', clientCapabilities: {} }],
    frames,
    exchanges,
    measures: {},
    facts: { callable: [], speaks: [], known: [], credentials: false },
  };
}
