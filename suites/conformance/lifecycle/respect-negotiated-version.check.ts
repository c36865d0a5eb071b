// After negotiation nothing is used that came into the protocol later.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, isObject, member } from '../../kernel/look.ts';
import type { Frame, Recording } from '../../kernel/recording.ts';
import { isRevision, STATEFUL, type Revision } from '../../kernel/revision.ts';
import { traffic } from '../../artifacts/traffic.ts';

/** What a server may send that is younger than 2024-11-05. Vendor methods outside every revision are not judged. */
const METHODS: Readonly<Record<string, Revision>> = {
  'elicitation/create': '2025-06-18',
  'tasks/get': '2025-11-25',
  'tasks/result': '2025-11-25',
  'tasks/list': '2025-11-25',
  'tasks/cancel': '2025-11-25',
  'notifications/elicitation/complete': '2025-11-25',
  'notifications/tasks/status': '2025-11-25',
  'notifications/subscriptions/acknowledged': '2026-07-28',
};

const CONTENT: Readonly<Record<string, Revision>> = {
  audio: '2025-03-26',
  resource_link: '2025-06-18',
  tool_use: '2025-11-25',
  tool_result: '2025-11-25',
};

interface Used {
  readonly what: string;
  readonly since: Revision;
}

const younger = (table: Readonly<Record<string, Revision>>, name: unknown, what: string): readonly Used[] =>
  typeof name === 'string' && Object.hasOwn(table, name)
    ? [{ what: `${what} ${name}`, since: table[name] as Revision }]
    : [];

const blocksOf = (content: unknown): readonly unknown[] => (Array.isArray(content) ? content : [content]);

/** Younger things in one message. */
function usedIn(message: unknown): readonly Used[] {
  const params = member(message, 'params');
  const result = member(message, 'result');
  const method = member(message, 'method');
  const used = [...younger(METHODS, method, 'method')];
  const contents: unknown[] = [
    ...(Array.isArray(member(result, 'content')) ? blocksOf(member(result, 'content')) : []),
  ];
  const messages = member(method === 'sampling/createMessage' ? params : result, 'messages');
  for (const each of Array.isArray(messages) ? (messages as readonly unknown[]) : []) {
    const content = member(each, 'content');
    contents.push(...blocksOf(content));
    if (method === 'sampling/createMessage' && Array.isArray(content))
      used.push({ what: 'sampling content as an array', since: '2025-11-25' });
  }
  for (const block of contents) used.push(...younger(CONTENT, member(block, 'type'), 'content of type'));
  if (method === 'elicitation/create' && member(params, 'mode') === 'url')
    used.push({ what: 'elicitation by url', since: '2025-11-25' });
  if (member(member(message, 'error'), 'code') === -32042) used.push({ what: 'error -32042', since: '2025-11-25' });
  return used;
}

const agreedOn = ({ lanes }: Recording): ReadonlyMap<string, Revision> =>
  new Map(lanes.flatMap(({ id, revision }) => (isRevision(revision) ? [[id, revision] as const] : [])));

function wrong(frame: Frame, revision: Revision): readonly Finding[] {
  return usedIn(frame.json)
    .filter(({ since }) => since > revision)
    .map(({ what, since }) => ({
      at: [atFrame(frame)],
      got: `${what}, which came with ${since}: ${brief(frame.raw, 80)}`,
      want: `what ${revision} has`,
      key: what,
    }));
}

export default check({
  title: 'Nothing is sent that the negotiated version does not have',
  level: 'must',
  levels: { '2024-11-05': 'should', '2025-03-26': 'should' },
  revisions: STATEFUL,
  requirements: ['lifecycle.respect-negotiated-version', 'lifecycle.respect-negotiated-version-should'],
  why: 'A client that agreed on an older version refuses or misreads what came later.',
  fix: 'Keep the negotiated version with the session and leave out methods and content types that it does not have.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const agreed = agreedOn(recording);
    const findings = new Map<string, Finding>();
    let seen = 0;
    for (const frame of recording.frames) {
      const revision = frame.origin === 'target' ? agreed.get(frame.lane) : undefined;
      if (revision === undefined || !isObject(frame.json)) continue;
      seen += 1;
      for (const found of wrong(frame, revision))
        if (!findings.has(found.key ?? '')) findings.set(found.key ?? '', found);
    }
    return { seen, findings: [...findings.values()] };
  },
});
