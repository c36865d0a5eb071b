// Calls at the same time with texts that nobody else uses: an answer that holds another call's text belongs to that call.

import { replace, read } from '../generation/place.ts';
import type { Path } from '../generation/place.ts';
import { exampleArguments } from '../artifacts/example-value.ts';
import type { Session } from '../kernel/check.ts';
import { isObject } from '../kernel/look.ts';
import type { Exchange, Json } from '../kernel/recording.ts';
import { callTool } from './lane.ts';
import type { Lane } from './lane.ts';
import type { Subject } from '../generation/subject.ts';
import { argumentsOf, leaves } from '../generation/calls.ts';

/** Tag of a call whose text is unique, alone and together with others. */
export const ALONE = 'mark:alone';
export const TOGETHER = 'mark:together';

const MARK = /assay-mark-[a-z0-9]{8}/gu;

/** Calls at once on each of two connections. */
const AT_ONCE = 5;

const mark = (session: Session): string =>
  `assay-mark-${Array.from({ length: 8 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[Math.floor(session.random() * 31)]).join('')}`;

/** Only tools that take free text, and that say it back, can show whose answer they give. */
export async function mixUp(parent: Session, subject: Subject, lane: Lane): Promise<void> {
  const ground = exampleArguments(subject.inputSchema).value;
  const place = freeText(subject, ground);
  const first = place === undefined ? undefined : await lane.session();
  if (first === undefined || place === undefined) return;
  const own = mark(parent);
  const alone = await callTool(first, subject.name, replace(ground, place, own), { tag: ALONE, timeout: 3000 });
  if (!marksIn(alone).includes(own)) return;
  const second = await parent.fork({ purpose: `mix-up ${subject.name}` });
  const calls = [first, second].flatMap((session) =>
    Array.from({ length: AT_ONCE }, () => [session, mark(parent)] as const),
  );
  await Promise.all(
    calls.map(([session, text]) =>
      callTool(session, subject.name, replace(ground, place, text), { tag: TOGETHER, timeout: 3000 }),
    ),
  );
  await second.end('drop');
}

function freeText(subject: Subject, ground: Json, path: Path = []): Path | undefined {
  const here = read(ground, path);
  if (typeof here === 'string' && subject.input?.valid(replace(ground, path, 'assay-mark-aaaaaaaa')) === true)
    return path;
  if (path.length === 0 && isObject(here)) {
    const members = [...Object.keys(here), ...textMembers(subject).filter((key) => !Object.hasOwn(here, key))];
    for (const key of members) {
      const inside = Object.hasOwn(here, key) ? ground : replace(ground, [key], '');
      if (freeText(subject, inside, [key]) !== undefined) return [key];
    }
  }
  return undefined;
}

const textMembers = (subject: Subject): readonly string[] => {
  const properties = isObject(subject.inputSchema) ? subject.inputSchema['properties'] : undefined;
  return isObject(properties) ? Object.keys(properties) : [];
};

/** Marks in an answer. */
export const marksIn = (exchange: Exchange): readonly string[] => [
  ...new Set(leaves(exchange.response?.json).flatMap((text) => text.match(MARK) ?? [])),
];

/** The mark a call was sent with. */
export const markOf = (exchange: Exchange): string | undefined =>
  leaves(argumentsOf(exchange)).flatMap((text) => text.match(MARK) ?? [])[0];
