import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { before, on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/dlp/credentials/exposed.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { sampleOf } from '../made.ts';
import { inAnswers, inDescriptions, inErrors } from '../planted.ts';

const token = sampleOf('github-token');
const key = sampleOf('private-key');

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'a token in an answer': inAnswers(`use ${token} for that`),
    'a private key in Base64': inAnswers(Buffer.from(key).toString('base64')),
    'a token in gzip in Base64': inAnswers(gzipSync(`token: ${token}`).toString('base64')),
    'a token in a description': inDescriptions(token),
    'a password of a url in an error': inErrors(sampleOf('url-password')),
    'a token split over two blocks': on('tools/call', (result) => {
      if (!Array.isArray(result.content)) return;
      result.content.push({ type: 'text', text: token.slice(0, 17) }, { type: 'text', text: token.slice(17) });
    }),
    'a token on stderr': where(
      before('tools/list', (ctx) => ctx.stderr(`starting with ${token}\n`)),
      { transports: ['stdio'] },
    ),
  },
  stillGood: {
    'a stand-in': inAnswers('set GITHUB_TOKEN=ghp_your_token_here or sk_live_xxxxxxxxxxxxxxxxxxxxxxxx'),
    'a digest and a uuid': inAnswers(`${'0123456789abcdef'.repeat(4)} 9f1c2b3a-4d5e-4f60-8a7b-1c2d3e4f5a6b`),
  },
});
