// A browser of somebody who reads a mail, with eyes on all that must not happen in it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.KLARO_CHROMIUM || '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export class Visitor {
  static async in(browser, options = {}) {
    const context = await browser.newContext(options);
    const visitor = new Visitor(context, await context.newPage());
    await context.exposeBinding('violated', (_, what) => visitor.wrong.push(what));
    await context.addInitScript(() =>
      addEventListener('securitypolicyviolation', it => violated(`${it.violatedDirective}: ${it.blockedURI}`)));
    // Put in by the debugger, which no policy binds.
    await context.addInitScript({ path: axe });
    return visitor;
  }

  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.wrong = [];
    this.requests = [];
    page.on('pageerror', error => this.wrong.push(String(error)));
    page.on('console', said => {
      // A refused call is an answer; only the browser calls it an error.
      const refused = said.text().startsWith('Failed to load resource') && /\/v1\/|\/callback\//.test(said.location().url);
      if (['error', 'warning'].includes(said.type()) && !refused) {
        this.wrong.push(said.text());
      }
    });
    page.on('request', request => this.requests.push(request));
  }

  // Opens a page, or the link of a mail; from then on its token is nowhere to be seen.
  async opens(link) {
    const [address, token = 'kls_'] = link.split('#token=');
    await this.page.goto(link);
    await this.page.locator('h1:visible').waitFor();
    assert.equal(this.page.url(), address);
    assert.equal(await this.page.evaluate(() => document.referrer), '');
    assert.ok(!(await this.page.content()).includes(token));
  }

  // What a keyboard alone does: to the next field, type, on.
  async types(...words) {
    for (const word of words) {
      await this.page.keyboard.press('Tab');
      await this.page.keyboard.type(word);
    }
  }

  async sends(fields) {
    for (const [label, text] of Object.entries(fields)) {
      await this.page.getByLabel(label, { exact: true }).fill(text);
    }
    await this.page.locator('button[type=submit]').click();
  }

  async reads(title) {
    await this.page.locator('h1:visible', { hasText: title }).waitFor();
    assert.equal(await this.page.title(), `${title} · Klaro`);
    await this.finds();
  }

  // What is said at the field is said in the summary too, and there is the focus.
  async isRefused(label, message) {
    const field = this.page.getByLabel(label, { exact: true });
    await this.page.locator('[aria-invalid=true]').waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const described = (await field.getAttribute('aria-describedby')).split(' ').pop();
    assert.equal(await this.page.locator(`#${described}`).innerText(), message);
    assert.equal(await this.alerted(), message);
    await this.finds();
  }

  async alerted() {
    await this.page.locator('[role=alert]:focus:not(:empty)').waitFor();
    return this.page.locator('[role=alert]').innerText();
  }

  // Nothing that keeps somebody out, in either light.
  async finds() {
    for (const colorScheme of ['light', 'dark']) {
      await this.page.emulateMedia({ colorScheme });
      const result = await this.page.evaluate(
        values => window.axe.run(document, { runOnly: { type: 'tag', values } }), standards);
      assert.ok(result.passes.some(it => it.id === 'color-contrast'));
      assert.deepEqual(result.violations.map(it => `${it.id}: ${it.nodes.map(node => node.html)}`), []);
    }
  }

  // At the end of each test.
  async leaves(...secrets) {
    const { cookies, origins } = await this.context.storageState();
    const sent = this.requests.map(request => `${request.url()} ${JSON.stringify(request.headers())}`);
    await this.context.close();
    assert.deepEqual(this.wrong, []);
    assert.deepEqual({ cookies, origins }, { cookies: [], origins: [] });
    assert.ok(sent.length > 0);
    for (const secret of secrets) {
      assert.ok(sent.every(it => !it.includes(secret)), 'a secret was in an address or a header');
    }
  }
}
