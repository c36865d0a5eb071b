import rule from '../../../../suites/conformance/resources/no-path-traversal.check.ts';
import { instead, result, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n';
const leak = (when: (uri: string) => boolean, content: object = { text: PASSWD }) =>
  instead('resources/read', (params, ctx, next) =>
    when(String(params.uri))
      ? result({ contents: [{ uri: params.uri, ...content }], ttlMs: 0, cacheScope: 'private' }, ctx)
      : next(),
  );

prove(rule, {
  faults: {
    'the path joined as it comes': leak((uri) => uri.includes('../etc/passwd')),
    'escapes decoded after the check': leak((uri) => uri.includes('%2e%2e%2fetc')),
    'escapes decoded twice': leak((uri) => uri.includes('..%252fetc')),
    'as a blob': leak((uri) => uri.includes('../etc/passwd'), { blob: Buffer.from(PASSWD).toString('base64') }),
    'win.ini': leak((uri) => uri.includes('win.ini'), { text: '; for 16-bit app support\r\n[fonts]\r\n' }),
  },
  stillGood: {
    'the whole file system on offer': {
      ...leak((uri) => uri.endsWith('/etc/passwd')),
      rpc: async (message, next, ctx) => {
        if (message.method !== 'resources/templates/list')
          return leak((uri) => uri.endsWith('/etc/passwd')).rpc!(message, next, ctx);
        const all = on('resources/templates/list', (r) => {
          r.resourceTemplates = [{ uriTemplate: 'file:///{+path}', name: 'file' }];
        });
        return all.rpc!(message, next, ctx);
      },
    },
    'a page that speaks of it': leak(() => true, { text: 'The file /etc/passwd begins with root.' }),
  },
});
