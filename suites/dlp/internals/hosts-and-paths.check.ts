// Private hosts, paths and statements: ordinary in many answers, and a map of the inside all the same.

import { leakRule } from '../leak-rule.ts';

const CHANNELS = new Set(['error', 'result', 'structured content', 'header', 'notification', 'output']);

export default leakRule({
  title: 'Answers name no hosts, paths and statements of the inside',
  level: 'advice',
  why: 'Private addresses, paths of the machine and statements of a database are a map for whoever got in by another way.',
  fix: 'Use names that mean something to the caller: a resource URI, a path relative to a root that was shared.',
  tags: ['owasp:MCP10'],
  of: ({ detector: { category, weight }, channel }) =>
    category === 'internal' && weight === 'hint' && CHANNELS.has(channel),
});
