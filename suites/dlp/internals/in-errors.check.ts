// Errors that show the inside: stack traces, queries, the environment.

import { leakRule } from '../leak-rule.ts';

const INSIDE = new Set(['stack-trace', 'sql', 'environment-dump']);
const CHANNELS = new Set(['error', 'output', 'header']);

export default leakRule({
  title: 'No error shows the inside of the target',
  level: 'should',
  why: 'Stack traces, database errors and environments tell an attacker what runs where and how to break it, and tell a model nothing it can use.',
  fix: 'Catch errors at the edge: log the details, and answer with what the caller did wrong or an id to ask about.',
  tags: ['owasp:MCP10'],
  of: ({ detector: { id }, channel }) => INSIDE.has(id) && CHANNELS.has(channel),
});
