// The HTML report in a real Chromium: no console error, filters, deep links, axe, and a hostile server that stays text.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { page as pageOf } from '../../reporters/html/page.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { folder } from '../kit/folder.ts';
import { fullReport } from '../kit/report-sample.ts';
import { describeReal } from '../kit/require-real.ts';

const ARGS = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describeReal('the HTML report in Chromium', ['chromium'], () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function opened(
    report: Report,
    options: { scheme?: 'light' | 'dark'; width?: number; hash?: string; bypassCSP?: boolean } = {},
  ): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
    const file = join(folder(), 'report.html');
    writeFileSync(file, pageOf(report));
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1200, height: 900 },
      colorScheme: options.scheme ?? 'light',
      bypassCSP: options.bypassCSP ?? false,
    });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push('a dialog opened');
      void dialog.dismiss();
    });
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`${pathToFileURL(file).href}${options.hash ?? ''}`);
    return { page, complaints, requests };
  }

  it('prints in light colours and without the controls of the screen', async () => {
    const { page } = await opened(fullReport(), { scheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const style = (of: string, property: string): Promise<string> =>
      page.evaluate(
        ([name = '', key = '']) => {
          const { getComputedStyle: look, document: all } = globalThis as unknown as {
            getComputedStyle: (element: unknown) => { getPropertyValue: (name: string) => string };
            document: { querySelector: (selector: string) => unknown };
          };
          return look(all.querySelector(name)).getPropertyValue(key);
        },
        [of, property],
      );
    expect(await style('form.filter', 'display')).toBe('none');
    expect(await style('.measure', 'display')).toBe('block');
    expect(await style('body', 'background-color')).toBe('rgb(255, 255, 255)');
    expect((await style(':root', '--fail')).trim()).toBe('#b3141d');
    await page.close();
  });

  it('renders a hostile report without a console message or a request, and lets nothing run', async () => {
    const { page, complaints, requests } = await opened(fullReport());
    expect(await page.locator('h1').textContent()).toContain('FAIL');
    expect(await page.locator('details.rule').count()).toBeGreaterThan(8);
    expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(1);
    expect(complaints).toEqual([]);
    expect(requests).toHaveLength(1);
    await page.close();
  });

  it('refuses script and style that get in anyway', async () => {
    const { page } = await opened(fullReport());
    const ran = await page.evaluate(`(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'document.title = "owned"');
      image.src = 'data:,x';
      document.body.append(image);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return document.title;
    })()`);
    expect(ran).not.toBe('owned');
    await page.close();
  });

  it('filters by outcome, suite, revision and words', async () => {
    const { page } = await opened(fullReport());
    const shown = (): Promise<number> => page.locator('details.rule:visible').count();
    const all = await shown();
    await page.locator('input[name=q]').fill('foreign Origin');
    expect(await shown()).toBe(1);
    expect(await page.locator('#shown').textContent()).toBe(`1 of ${all} rules shown`);
    await page.locator('input[name=q]').fill('');
    await page.locator('select[name=suite]').selectOption('poison');
    expect(await shown()).toBe(1);
    await page.locator('select[name=suite]').selectOption('');
    await page.locator('select[name=revision]').selectOption('2026-07-28');
    expect(await shown()).toBe(2);
    await page.locator('select[name=revision]').selectOption('');
    for (const name of ['fail', 'warn', 'error', 'skip', 'waived'])
      await page.locator(`input[value=${name}]`).uncheck();
    expect(await shown()).toBe(2);
    await page.close();
  });

  it('opens the rule that a link points to, though it is folded', async () => {
    const { page } = await opened(fullReport(), { hash: '#conformance/ping/answered' });
    expect(await page.locator('[id="conformance/ping/answered"]').getAttribute('open')).not.toBeNull();
    expect(await page.locator('[id="dlp/results/clean"]').getAttribute('open')).toBeNull();
    await page.close();
  });

  it('marks the place of a finding', async () => {
    const { page } = await opened(fullReport());
    expect(await page.locator('mark').first().textContent()).toBeTruthy();
    expect(await page.locator('[id="conformance/tools/name-charset"] mark').first().textContent()).toBe('"e cho"');
    await page.close();
  });

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 380],
  ] as const)('has no fault that axe finds, %s at %i pixels, and does not scroll sideways', async (scheme, width) => {
    const { page } = await opened(fullReport(), { scheme, width, bypassCSP: true });
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    await page.addScriptTag({ content: readFileSync(AXE, 'utf8') });
    const found = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))',
    );
    expect(found).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.close();
  });

  it('opens everything for print', async () => {
    const { page } = await opened(fullReport());
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('details.rule:not([open])').count()).toBe(0);
    await page.close();
  });
});
