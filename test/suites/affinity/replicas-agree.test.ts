// The proof of affinity/replicas-agree.
import type { ToolShape } from '../../../fixtures/replicas/raw.ts';
import { goodPair, proveAffinity } from '../../kit/prove-affinity.ts';

const changed = (name: string, change: Partial<ToolShape>) => (tools: readonly ToolShape[]) =>
  tools.map((tool) => (tool.name === name ? { ...tool, ...change } : tool));

proveAffinity('replicas-agree', {
  options: { parts: ['skew'] },
  faults: {
    'an upgrade that is halfway out': { second: { version: '1.1.0' }, key: 'version' },
    'one description changed': {
      second: { tools: changed('echo', { description: 'Says it again.' }) },
      key: 'tools/list echo',
    },
    'one schema changed': {
      second: { tools: changed('echo', { inputSchema: { type: 'object' } }) },
      key: 'tools/list echo',
    },
    'a tool that one replica lacks': { second: { tools: (tools) => tools.slice(1) }, key: 'tools/list echo' },
    'seen without addresses of replicas': {
      proxy: { route: 'round-robin' },
      raw: { sessions: 'none' },
      second: { version: '1.1.0' },
      options: { hidden: true },
      key: 'version',
    },
    'one replica that speaks fewer revisions': {
      replicas: async () => [
        ...(await goodPair(false)).slice(0, 1),
        ...(await goodPair(false, { revisions: ['2025-11-25'] })).slice(0, 1),
      ],
      options: { revisions: ['2025-11-25'] },
      key: 'revisions',
    },
  },
  stillGood: {
    'the same twice': {},
    'another order is judged elsewhere': { second: { tools: (tools) => tools.toReversed() } },
    'good servers, every list in pages': { replicas: () => goodPair(false) },
  },
});
