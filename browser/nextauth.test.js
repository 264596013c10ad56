// The example of a front end on NextAuth, as somebody uses it in a browser, beside the whole program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './authenticator.js';
import { example, libraries, startFrontEnd } from './front-end.js';
import { startKlaro } from './klaro.js';
import { startBrowser, Visitor } from './visitor.js';

const password = 'a long walk by the river';
const [v4] = libraries;
// How long a proof is recent: enough to set a second factor up, and not too much to wait for.
const recent = 8;
const config = `${readFileSync(new URL('dev.yml', example))}
identity:
  sessions:
    recentAuthentication: PT${recent}S
`;

describe('The example on next-auth 4', () => {
  let klaro;
  let browser;
  let frontEnd;
  before(async () => {
    klaro = await startKlaro(config);
    [browser, frontEnd] = await Promise.all([startBrowser(), startFrontEnd(klaro)]);
  });
  after(async () => {
    await browser?.close();
    await frontEnd?.stop();
    await klaro?.stop();
  });

  test('somebody signs up, signs in and sees the workspace; no token reaches the browser', async () => {
    const visitor = await arrives();
    await visitor.page.goto(frontEnd.address);
    await visitor.reads('Sign in');
    await visitor.page.getByRole('link', { name: 'Sign up instead' }).click();
    await visitor.reads('Sign up');
    await visitor.sends({
      'Email address': 'asha@example.com',
      'Name of your workspace': 'River Walks',
      'Country, as a code of two letters': 'ZZ',
    });
    await visitor.page.getByText('The country must be a code').waitFor();
    await visitor.sends({
      'Email address': 'asha@example.com',
      'Name of your workspace': 'River Walks',
      'Country, as a code of two letters': 'in',
    });
    await visitor.reads('Check your email');
    await visitor.opens(await klaro.linkMailedTo('asha@example.com', 'Confirm'));
    await visitor.sends({ 'Your full name': 'Asha Rao', 'New password': password });
    await visitor.reads('Your account is ready');
    const onwards = await visitor.page.getByRole('link', { name: 'Sign in' }).getAttribute('href');
    assert.equal(onwards, 'http://127.0.0.1:3000/sign-in', 'where the example is, as its dev.yml says');

    await visitor.page.goto(`${frontEnd.address}/sign-in`);
    await visitor.page.getByRole('link', { name: 'Forgot your password?' }).click();
    await visitor.page.waitForURL(`${klaro.api}/forgot-password`);
    await visitor.page.goto(`${frontEnd.address}/sign-in`);
    await visitor.sends({ 'Email address': 'asha@example.com', Password: 'a wrong one' });
    await visitor.page.getByText('That is not right').waitFor();
    const [entered] = await Promise.all([
      visitor.page.waitForResponse(it => it.url().includes('/callback/credentials')),
      visitor.sends({ Password: password }),
    ]);
    await visitor.reads('Workspaces');
    const [first] = await writtenBy(entered);
    assert.equal((await klaro.call('GET', '/v1/me', null, first)).status, 200, 'Klaro takes it from the first one on');
    assert.match(await visitor.page.locator('main').innerText(), /River Walks\s+owner/);

    const session = await visitor.page.evaluate(async () => (await fetch('/api/auth/session')).json());
    assert.deepEqual(Object.keys(session), ['user', 'expires']);
    assert.deepEqual(session.user, { name: 'Asha Rao', email: 'asha@example.com' });
    assert.ok(Date.parse(session.expires) - Date.now() < 24 * 3600 * 1000);
    const { accessToken, refreshToken } = await carried(visitor);
    await leaves(visitor, accessToken, refreshToken, password);
  });

  test('a code is asked for where there is a second factor', async () => {
    const recoveryCodes = await enrols('careful@example.com');
    const visitor = await arrives();
    await visitor.page.goto(`${frontEnd.address}/sign-in`);
    await visitor.sends({ 'Email address': 'careful@example.com', Password: password });
    await visitor.page.getByText('Your account has a second factor').waitFor();
    await visitor.finds();
    await visitor.sends({ Code: '000000' });
    await visitor.page.getByText('That is not right').waitFor();
    await visitor.sends({ Code: recoveryCodes[0] });
    await visitor.reads('Workspaces');
    await leaves(visitor);
  });

  test('a recent proof is given again where one is asked for, by a new session in place of the old one', async () => {
    const recoveryCodes = await enrols('prover@example.com');
    const visitor = await arrives();
    await visitor.page.goto(`${frontEnd.address}/sign-in`);
    await visitor.sends({ 'Email address': 'prover@example.com', Password: password });
    await visitor.sends({ Code: recoveryCodes[0] });
    await visitor.reads('Workspaces');
    const before = await carried(visitor);
    await sleep(recent * 1000);
    await visitor.page.getByRole('link', { name: 'Email address' }).click();
    await visitor.reads('Email address');
    await visitor.sends({ 'New email address': 'prover@new.example.com' });
    await visitor.reads('Is it you?');

    const tokens = ({ sub, sid, accessToken, accessTokenEnds, refreshToken, ended }) =>
      ({ sub, sid, accessToken, accessTokenEnds, refreshToken, ended });
    const made = { sub: 'me', sid: 'mine', accessToken: 'made up', accessTokenEnds: 9e15, refreshToken: 'made up', ended: true };
    for (const data of [made, { ...made, password: 'a wrong one' }]) {
      assert.ok((await posts(visitor, data)).user, 'the update was asked for');
      assert.deepEqual(tokens(await carried(visitor)), tokens(before), 'nothing that a browser says is carried');
    }

    await visitor.sends({ Password: 'a wrong one' });
    await visitor.page.getByText('That is not right').waitFor();
    await visitor.sends({ Password: password });
    await visitor.page.getByText('Your account has a second factor').waitFor();
    await visitor.finds();
    assert.deepEqual(tokens(await carried(visitor)), tokens(before));
    await visitor.sends({ Code: recoveryCodes[1] });
    await visitor.reads('Email address');
    const now = await carried(visitor);
    assert.equal(now.refused, undefined);
    assert.equal((await klaro.call('GET', '/v1/me', null, before.accessToken)).status, 401);
    const { body: { items } } = await klaro.call('GET', '/v1/sessions', null, now.accessToken);
    const [current] = items.filter(it => it.current);
    assert.equal(current.id, now.sid);
    assert.match(current.userAgent, /Chrome/);
    await visitor.sends({ 'New email address': 'prover@new.example.com' });
    await visitor.page.getByText('We have sent a link').waitFor();
    await leaves(visitor, before.accessToken, before.refreshToken, now.accessToken, now.refreshToken, password);
  });

  test('two tabs that renew at the same moment both stay, in one line of tokens', async () => {
    const visitor = await signsIn('racer@example.com');
    const old = await carried(visitor);
    await ages(visitor);
    const tabs = await Promise.all([1, 2, 3].map(() => visitor.context.newPage()));
    const answers = await Promise.all(tabs.map(tab => tab.goto(`${frontEnd.address}/sessions`)));
    const successors = new Set();
    for (const answer of answers) {
      assert.equal(new URL(answer.url()).pathname, '/sessions');
      const [token] = await writtenBy(answer);
      successors.add((await v4.read(token, klaro.secret)).refreshToken);
    }
    assert.equal(successors.size, 1, 'one successor');
    const now = await carried(visitor);
    assert.ok(successors.has(now.refreshToken));
    assert.notEqual(now.refreshToken, old.refreshToken);
    assert.equal(now.sid, old.sid);

    await ages(visitor);
    for (const tab of tabs) {
      await tab.getByRole('link', { name: 'Workspaces' }).click();
      await tab.locator('h1', { hasText: 'Workspaces' }).waitFor();
    }
    const { body } = await klaro.call('GET', '/v1/sessions', null, (await carried(visitor)).accessToken);
    assert.deepEqual(body.items.filter(it => it.current).map(it => it.id), [old.sid]);
    await leaves(visitor, now.accessToken, now.refreshToken);
  });

  for (const aged of [false, true]) {
    test(`a session that was ended elsewhere is shown at the next click${aged ? ', also when it must be renewed' : ''}`, async () => {
      const visitor = await signsIn(`revoked-${aged}@example.com`);
      const { body: elsewhere } = await klaro.signIn(`revoked-${aged}@example.com`, password);
      assert.equal((await klaro.call('DELETE', '/v1/sessions/others', null, elsewhere.accessToken)).status, 204);
      if (aged) {
        await ages(visitor);
      }
      await visitor.page.getByRole('link', { name: 'Sessions' }).click();
      await visitor.reads('Sign in');
      await visitor.page.getByText('this session has ended').waitFor();
      assert.equal(await carried(visitor), null, 'the cookie is gone');
      await visitor.page.goto(frontEnd.address);
      await visitor.reads('Sign in');
      await leaves(visitor);
    });
  }

  test('another session is ended from the list', async () => {
    const visitor = await signsIn('lister@example.com');
    const { body: lost } = await klaro.signIn('lister@example.com', password);
    const { sid } = await carried(visitor);
    await visitor.page.getByRole('link', { name: 'Sessions' }).click();
    await visitor.reads('Sessions');
    const ends = visitor.page.getByRole('button', { name: 'End' });
    const agents = await visitor.page.locator('li').allInnerTexts();
    assert.ok(agents.some(it => /Chrome.*This one/s.test(it)), 'the browser is named, not the server of the front end');
    for (let left = await ends.count(); left > 0; left--) {
      await Promise.all([visitor.page.waitForURL('**/sessions'), ends.first().click()]);
      await visitor.page.waitForFunction(n => document.querySelectorAll('main form').length === n, left - 1);
    }
    assert.equal((await klaro.call('GET', '/v1/me', null, lost.accessToken)).status, 401);
    assert.equal((await carried(visitor)).sid, sid);
    const foreign = await fetch(`${frontEnd.address}/api/sessions`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-site' } });
    assert.equal(foreign.status, 403);
    await leaves(visitor);
  });

  for (const aged of [false, true]) {
    test(`signing out ends the session at Klaro too${aged ? ', also long after the last click' : ''}`, async () => {
      const visitor = await signsIn(`leaver-${aged}@example.com`);
      const before = await carried(visitor);
      if (aged) {
        await ages(visitor);
      }
      await visitor.page.getByRole('button', { name: 'Sign out' }).click();
      await visitor.reads('Sign in');
      await visitor.page.getByText('You are signed out.').waitFor();
      assert.equal(await carried(visitor), null);
      assert.equal((await klaro.call('GET', '/v1/me', null, before.accessToken)).status, 401);
      await leaves(visitor);
    });
  }

  async function arrives() {
    const visitor = await Visitor.in(browser);
    visitor.bodies = [];
    visitor.context.on('response', answer => visitor.bodies.push(answer.text().catch(() => '')));
    return visitor;
  }

  // With an app for codes; what is answered are recovery codes.
  async function enrols(address) {
    const { body: { accessToken } } = await klaro.customer(address, password);
    const { body: { secret } } = await klaro.call('POST', '/v1/me/totp', null, accessToken);
    return (await klaro.call('POST', '/v1/me/totp/confirm', { code: codeOf(secret) }, accessToken)).body.recoveryCodes;
  }

  // What any script at the browser can ask: an update of the session, with these data.
  function posts(visitor, data) {
    return visitor.page.evaluate(async data => {
      const { csrfToken } = await (await fetch('/api/auth/csrf')).json();
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch('/api/auth/session', { method: 'POST', headers, body: JSON.stringify({ csrfToken, data }) })).json();
    }, data);
  }

  async function signsIn(address) {
    await klaro.customer(address, password);
    const visitor = await arrives();
    await visitor.page.goto(`${frontEnd.address}/sign-in`);
    await visitor.sends({ 'Email address': address, Password: password });
    await visitor.reads('Workspaces');
    return visitor;
  }

  async function writtenBy(answer) {
    return (await answer.headerValue('set-cookie')).match(/(?<=next-auth\.session-token=)[^;]+/);
  }

  // What the cookie carries, which only who has the secret can read.
  async function carried(visitor) {
    const cookie = (await visitor.context.cookies()).find(it => it.name === v4.cookie);
    assert.ok(cookie?.httpOnly ?? true);
    return cookie ? v4.read(cookie.value, klaro.secret) : null;
  }

  // Ten minutes later: the same session, with an access token that nobody takes any more.
  async function ages(visitor) {
    const token = { ...(await carried(visitor)), accessToken: 'over', accessTokenEnds: 0 };
    const value = await v4.write(token, klaro.secret);
    await visitor.context.addCookies([{ name: v4.cookie, value, url: frontEnd.address, httpOnly: true, sameSite: 'Lax' }]);
  }

  async function leaves(visitor, ...secrets) {
    const bodies = await Promise.all(visitor.bodies);
    const sent = visitor.requests.map(it => `${it.url()} ${JSON.stringify(it.headers())}`);
    const { origins } = await visitor.context.storageState();
    await visitor.context.close();
    assert.deepEqual(visitor.wrong, []);
    for (const kept of origins.flatMap(it => it.localStorage)) {
      assert.equal(kept.name, 'nextauth.message');
    }
    assert.ok(visitor.requests.every(it => it.url().startsWith('http://127.0.0.1:')), 'nothing of the internet');
    for (const secret of ['klr_', 'kld_', ...secrets]) {
      assert.ok([...bodies, ...sent].every(it => !it.includes(secret)), 'a secret was in an answer, an address or a header');
      assert.ok(!frontEnd.said().includes(secret), 'a secret was in the log');
    }
  }
});
