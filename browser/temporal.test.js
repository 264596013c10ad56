// Temporal's own pages, as an operator has them: what a history holds is plain where the decoder answers, and only there.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { startKlaro } from './klaro.js';
import { startBrowser } from './visitor.js';

const decoder = '**/temporal/codec/decode';
const codec = Buffer.from('binary/klaro-aes-gcm').toString('base64');
const installed = existsSync(new URL('../.klaro/bin/temporal', import.meta.url));

describe("Temporal's pages", () => {
  let klaro;
  let browser;
  before(async () => {
    klaro = await startKlaro();
    browser = await startBrowser();
    await klaro.linkOf('asha@example.com');
  });
  after(async () => {
    await browser?.close();
    await klaro?.stop();
  });

  // Both are this machine, and a person types either; to a browser they are two origins.
  for (const host of ['127.0.0.1', 'localhost']) {
    test(`show an operator plain payloads, opened at ${host}`, async run => {
      await history(run, host, undefined, async page => {
        const started = await expanded(page, 'Workflow Execution Started');
        const id = page.url().match(/identity%2Fsignup%2F([\w-]+)/)[1];
        await started.getByText(`"signupId": "${id}"`).waitFor();
        await started.getByText('"linkLife": "PT24H"').waitFor();
        await (await expanded(page, 'Activity Task Completed')).getByText('"LINK_SENT"').waitFor();
        await page.waitForFunction(it => !document.documentElement.innerHTML.includes(it), codec);
      });
    });
  }

  const anotherIssuers = route =>
    route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer of.another.issuer' } });
  for (const [whom, said, instead] of [
    ['that the decoder refuses, as it does the token of another issuer', [401], anotherIssuers],
    ['that cannot reach the decoder', [], route => route.abort()],
  ]) {
    test(`show ciphertext only to a page ${whom}`, async run => {
      await history(run, '127.0.0.1', instead, async (page, answers) => {
        const started = await expanded(page, 'Workflow Execution Started');
        const mailed = await expanded(page, 'Activity Task Completed');
        for (const event of [started, mailed]) {
          await event.getByText(`"encoding": "${codec}"`).first().waitFor();
        }
        const shown = await page.content();
        for (const plain of ['signupId', 'linkLife', 'PT24H', 'LINK_SENT', 'Mails the link']) {
          assert.ok(!shown.includes(plain), plain);
        }
        assert.deepEqual([...new Set(answers)], said);
      });
    });
  }

  // From the list to the history of the one who signed up. `instead` is what becomes of the page's questions to the decoder.
  async function history(run, host, instead, look) {
    if (klaro.temporal.kind === 'in-memory' && !installed) {
      run.skip('Temporal in memory has no pages: ./klaro temporal install brings one that has');
      return;
    }
    assert.equal(klaro.temporal.kind, 'dev-server');
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
    const page = await context.newPage();
    const answers = [];
    page.on('response', it => it.url().endsWith('/temporal/codec/decode') && answers.push(it.status()));
    if (instead) {
      await page.route(decoder, instead);
    }
    const { ui, namespace } = klaro.temporal;
    await page.goto(`${ui.replace('127.0.0.1', host)}/namespaces/${namespace}/workflows`);
    await page.getByRole('link', { name: /^identity\/signup\// }).first().click();
    await look(page, answers);
    await context.close();
  }

  // What a click on an event opens, below it.
  async function expanded(page, event) {
    await page.getByTestId('event-summary-row').filter({ hasText: event }).click();
    return page.getByTestId('event-summary-row-expanded').filter({ hasText: event });
  }
});
