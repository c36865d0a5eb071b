// The HTML report as text: escaping, policy, places marked, anchors that do not collide.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anchor, escape, link, markup } from '../../reporters/html/markup.ts';
import { messageText } from '../../reporters/html/message-text.ts';
import { page } from '../../reporters/html/page.ts';
import { placeOf } from '../../reporters/place.ts';
import { golden } from '../kit/golden.ts';
import { cleanReport, fullReport, HOSTILE, unreachableReport } from '../kit/report-sample.ts';

const text = page(fullReport());

describe('the page', () => {
  it('reads as the golden file does', async () => {
    await golden('report.html', text);
  });

  it('allows by hash exactly the style and the script it holds', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
    for (const [element, directive] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ] as const) {
      const inside = [...text.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))];
      expect(inside).toHaveLength(1);
      const hash = createHash('sha256')
        .update(inside[0]?.[1] ?? '')
        .digest('base64');
      expect(policy).toContain(`${directive} 'sha256-${hash}'`);
    }
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('loads nothing and has no handler or style attribute', () => {
    const outside = text.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, '');
    expect(outside).not.toMatch(/<[^>]*\s(?:on\w+|style|src|srcset|action|formaction|ping)=/i);
    expect(outside).not.toMatch(/<(?:img|iframe|object|embed|link|base|svg:)/i);
    expect(outside.match(/<script/g)).toBeNull();
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u200b]/);
  });

  it('is written for a clean and for an unreachable target too', () => {
    expect(page(cleanReport())).toContain('Nothing: no rule failed or warned.');
    expect(page(unreachableReport())).toContain('before it answered');
  });
});

describe('measures', () => {
  it('are drawn, compared word by word and marked', () => {
    expect(text.match(/<svg /g)).toHaveLength(3);
    expect(text).toContain('<del>whether all is well.</del>');
    expect(text).toMatch(/<ins>[^<]*&lt;script&gt;/);
    expect(text).toContain('<td class="hot">leaked</td>');
    // The words are told; the two whole texts are not repeated.
    expect(text).not.toContain('Says whether all is well.');
  });
  it('survive what they do not know', () => {
    const odd = {
      a: null,
      b: [],
      c: {},
      d: [[1, [2]], { x: [{ y: [] }] }],
      e: 'text',
      deep: [[[[[[[[[[1]]]]]]]]]],
      histogram: [
        ['x', 1],
        [2, 3],
      ],
      seconds: [{ count: 'no' }, {}],
    } as never;
    expect(page({ ...cleanReport(), measures: odd })).toContain('Measures');
  });
});

describe('markup', () => {
  it('escapes what is put in, in content and in attributes', () => {
    expect(markup`<p title="${HOSTILE}">${HOSTILE}</p>`.markup).not.toMatch(/<script|"'|\u202e/);
    expect(escape('a\nb')).toBe('a\nb');
  });
  it('links to web pages alone', () => {
    expect(link('javascript:alert(1)').markup).toBe('<span>javascript:alert(1)</span>');
    expect(link('https://a.example/"onmouseover="x').markup).not.toContain('href');
    expect(link('https://a.example/x').markup).toContain('href="https://a.example/x"');
  });
  it('gives different names different anchors', () => {
    const names = ['a b', 'a_b', 'a:b', 'a~b', 'a%20b', 'a/b', 'ä', 'a', 'a:20:b'];
    expect(new Set(names.map((name) => anchor(name))).size).toBe(names.length);
    expect(anchor(HOSTILE)).toMatch(/^[\w/.:~-]+$/);
  });
});

describe('the text of a message', () => {
  const shown = (source: string, pointer?: string): string => {
    const place = pointer === undefined ? undefined : placeOf(source, pointer);
    return messageText(source, place)
      .markup.replace(/<\/?span[^>]*>/g, '')
      .replaceAll('&quot;', '"');
  };
  it('is laid out and marked', () => {
    expect(shown('{"a":[1,{"b":"x"}],"c":{}}', '/a/1')).toBe(
      '{\n  "a": [\n    1,\n    <mark>{\n      "b": "x"\n    }</mark>\n  ],\n  "c": {}\n}',
    );
  });
  it('keeps heads, numbers and duplicate keys as they passed', () => {
    expect(shown('HTTP/1.1 200 OK\nA: b\n\n{"a":1.0,"a":1e2}')).toBe(
      'HTTP/1.1 200 OK\nA: b\n\n{\n  "a": 1.0,\n  "a": 1e2\n}',
    );
    expect(shown('event: message\ndata: {"a":1}\n\ndata: {"b":2}')).toBe(
      'event: message\ndata: {\n  "a": 1\n}\n\ndata: {\n  "b": 2\n}',
    );
  });
  it('keeps what is broken or cut', () => {
    for (const broken of ['{"a":', '{"a" 1}', '}{', '{"a":"unfinished', '[1,2', 'not JSON at all', ''])
      expect(shown(broken).replace(/\s/g, '')).toBe(broken.replace(/\s/g, ''));
  });
});
