// The exact version of a server or framework saves an attacker the search for what is broken in it.

import { check } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { newestOnly } from '../newest-only.ts';

const TELLING = /^(?:server|x-powered-by|x-aspnet-version|x-aspnetmvc-version|x-generator|x-runtime-version)$/iu;
const VERSION = /\d+\.\d+/u;

const banners = (frame: Frame): readonly (readonly [string, string])[] =>
  (frame.http?.headers ?? []).filter(([name, value]) => TELLING.test(name) && VERSION.test(value));

export default check({
  title: 'Headers name no version of the software that answers',
  level: 'advice',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'Scanners collect versions; on the day a hole in one is published the list of victims is ready.',
  fix: 'Turn the version off in the server (server_tokens, ServerTokens, app.disable) or strip the header in the proxy.',
  tags: ['owasp:MCP07', 'cwe:CWE-200'],
  touch: 'passive',
  needs: {},
  applies: (_views, recording) => newestOnly(recording),
  judge: (_views, { recording }) => {
    const known = new Set<string>();
    const heads = recording.frames.filter(
      ({ origin, via, http }) => origin === 'target' && via === 'head' && http?.status,
    );
    return judgeEach(
      heads,
      (frame) =>
        banners(frame).flatMap(([name, value]) => {
          const key = name.toLowerCase();
          if (known.has(key)) return [];
          known.add(key);
          return [{ at: [atFrame(frame)], got: `${name}: ${brief(value, 80)}`, want: 'no version', key }];
        }),
      'no HTTP answer was seen',
    );
  },
});
