import rule from '../../../../suites/access/injection/path-traversal.check.ts';
import { EXPOSED, SOUND } from '../../../../fixtures/exposed/tools.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { readFile } from 'node:fs/promises';
import { prove, where } from '../../../kit/prove.ts';
import { ACTIVE, having } from '../injection-proof.ts';

/** Reads whatever file a uri names. */
const anyFile = instead('resources/read', async (params: { uri: string }, _ctx, next) =>
  params.uri.startsWith('file:///dev/') ||
  params.uri.startsWith('file:///var/') ||
  params.uri.startsWith('file:///tmp/')
    ? { result: { contents: [{ uri: params.uri, text: await readFile(new URL(params.uri), 'utf8') }] } }
    : next(),
);

prove(rule, {
  options: ACTIVE,
  server: { onlyTools: ['echo'] },
  faults: {
    'a path that is joined': having(EXPOSED.pathJoined),
    'a path that is decoded after the check': having(EXPOSED.pathDecoded, ['stdio']),
    'a path that is cleaned once': having(EXPOSED.pathStripped, ['stdio']),
    'a file as Base64': having(EXPOSED.pathBlob, ['stdio']),
    'a resource outside': where(anyFile, { revisions: ['2025-11-25'], transports: ['stdio'] }),
  },
  stillGood: {
    'a path that is resolved and compared': having(SOUND.path),
    'the last part of a path': having(SOUND.name, ['stdio']),
  },
});
