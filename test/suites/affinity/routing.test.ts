// The guess at the routing, from patterns of kept and lost requests made by hand.

import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../suites/kernel/recording.ts';
import { routingOf } from '../../../suites/affinity/routing.ts';
import type { Trial } from '../../../suites/affinity/trials.ts';

const NOTHING = { exchanges: [], measures: {} } as unknown as Recording;

/** One session: `+` for a request that was answered, `-` for one that was lost. */
const session = (lane: string, how: string, pattern: string): Trial[] =>
  [...pattern].map((mark) => ({ lane, how, outcome: mark === '+' ? 'own' : 'lost' }) as Trial);

const name = (...sessions: Trial[][]): string => routingOf({ all: sessions.flat(), sessions: true }, NOTHING).name;

const kept = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((lane) => session(lane, 'kept', '++++'));

describe('the routing it looks like', () => {
  test('a hash on the id, though every session on a kept connection met its replica by chance', () => {
    const mixed = [session('1', 'new', '+++++'), session('2', 'new', '-----'), session('3', 'new', '+++++')];
    expect(name(...mixed, session('4', 'new', '-----'), kept)).toBe('hash-on-session-id');
  });
  test('by connection, where sessions are neither whole nor broken', () => {
    const mixed = ['+-+--', '-+-++', '--+-+', '+--+-'].map((pattern, lane) => session(String(lane), 'new', pattern));
    expect(name(...mixed, kept)).toBe('by-connection');
  });
  test('turns, by single sessions that ask alone', () => {
    const mixed = ['+-+--', '-+-++', '--+-+', '+--+-'].map((pattern, lane) => session(String(lane), 'new', pattern));
    expect(name(...mixed, session('x', 'alone', '-+-+-+-+'))).toBe('round-robin');
    expect(name(...mixed, session('x', 'alone', '-++--+-+'))).toBe('random');
  });
});
