// The lock at 10,000 tools: written, read, compared; in time of one core and in memory.

import { compareSnapshots } from '../suites/drift/compare.ts';
import { lockServer, lockText, readLock, unlockServer, withServer } from '../suites/drift/lock/format.ts';
import { snapshotOf } from '../suites/drift/snapshot.ts';
import type { Snapshot } from '../suites/drift/snapshot.ts';
import { print } from './measure.ts';

const TOOLS = 10_000;

/** Tools of ordinary size; in the second version every fiftieth differs, by a word, a parameter or an annotation. */
function server(version: number): Snapshot {
  const tool = Array.from({ length: TOOLS }, (_, index) => {
    const changed = version > 1 && index % 50 === 0;
    return {
      name: `tool_${index}`,
      title: `Tool ${index}`,
      description: `Reads item ${index} of the collection and returns it with its metadata. ${changed ? 'Always' : 'Usually'} fast; see the guide for limits, paging and formats that are supported by this tool.`,
      inputSchema: {
        type: 'object',
        properties: {
          id: { type: 'string', description: 'Which item', maxLength: 64 },
          limit: { type: 'integer', minimum: 1, maximum: changed ? 50 : 100, default: 10 },
          format: { enum: ['json', 'text', 'xml'], description: 'How it is returned' },
          filter: {
            type: 'object',
            properties: {
              since: { type: 'string', format: 'date-time' },
              tags: { type: 'array', items: { type: 'string' } },
            },
          },
        },
        required: ['id'],
      },
      annotations: { readOnlyHint: !changed, openWorldHint: false },
    };
  });
  return snapshotOf(
    '2025-11-25',
    { serverInfo: { name: 'many', version: `${version}.0.0` }, capabilities: { tools: {} } },
    { tool },
  );
}

const [one, two] = [server(1), server(2)];
globalThis.gc?.();
const began = process.cpuUsage();
const text = lockText(withServer(undefined, 'many', lockServer(one)));
const read = readLock(text);
if ('problem' in read) throw new Error(read.problem);
const locked = read.lock.servers['many'];
if (locked === undefined) throw new Error('the server is gone');
const changes = compareSnapshots(unlockServer(locked), two);
const none = compareSnapshots(unlockServer(locked), one);
const { user, system } = process.cpuUsage(began);
if (none.length !== 0 || changes.length < TOOLS / 50) throw new Error(`${none.length} and ${changes.length} changes`);
const kept = print([
  {
    what: `lock, read and compare ${TOOLS} tools twice (${(text.length / 1e6).toFixed(1)} MB of lock)`,
    value: (user + system) / 1e6,
    atMost: 2,
    unit: 's',
  },
  {
    what: 'memory of the process at its height',
    value: process.resourceUsage().maxRSS / 1024,
    atMost: 300,
    unit: 'MiB',
  },
]);
process.exit(kept ? 0 : 1);
