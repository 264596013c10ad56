// The pages that our mails lead to, as somebody has them who opens a mail: the whole program, and a real browser.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf } from './authenticator.js';
import { startKlaro } from './klaro.js';
import { startBrowser, Visitor } from './visitor.js';

const password = 'a long walk by the river';
const other = 'a short swim in the sea';
const tooShort = 'New password must be at least 15 characters.';

describe('The hosted pages', () => {
  let klaro;
  let browser;
  before(async () => {
    klaro = await startKlaro();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await klaro?.stop();
  });

  test('a sign-up is completed from its mail', async () => {
    const link = await klaro.linkOf('asha@example.com');
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);
    await visitor.reads('Finish signing up');

    await visitor.sends({ 'Your full name': 'Asha Rao', 'New password': password });

    await visitor.reads('Your account is ready');
    assert.ok(await visitor.page.locator('h1:visible').evaluate(it => it === document.activeElement));
    await visitor.leaves(tokenOf(link), password);
    const session = await klaro.signIn('asha@example.com', password);
    assert.equal(session.status, 200);
    assert.equal(session.body.account.fullName, 'Asha Rao');
  });

  test('whoever was signed up by somebody else says what the workspace is called and where it is', async () => {
    const visitor = await Visitor.in(browser);
    await visitor.opens(await klaro.linkOf('elsewhere@example.com'));
    await visitor.page.getByLabel('Country of the workspace').selectOption({ label: 'Côte d’Ivoire' });
    await visitor.sends({ 'Your full name': 'Asha Rao', 'New password': password, 'Name of the workspace': 'Rao & Co' });
    await visitor.reads('Your account is ready');

    const session = await klaro.signIn('elsewhere@example.com', password);
    const [{ id, name }] = session.body.workspaces;
    assert.equal(name, 'Rao & Co');
    const workspace = await klaro.call('GET', `/v1/workspaces/${id}`, undefined, session.body.accessToken);
    assert.equal(workspace.body.country, 'CI');
  });

  test('a keyboard is enough', async () => {
    const link = await klaro.linkOf('keys@example.com');
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);

    await visitor.types('Key Board', password, ' ');
    assert.equal(await visitor.page.getByLabel('New password', { exact: true }).getAttribute('type'), 'text');
    await visitor.finds();
    await visitor.types('\n');

    await visitor.reads('Your account is ready');
    await visitor.leaves(tokenOf(link), password);
  });

  test('what is wrong is said at its field, and the link still works', async () => {
    const link = await klaro.linkOf('weak@example.com');
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);

    await visitor.sends({ 'Your full name': 'Asha Rao', 'New password': 'too short' });
    await visitor.isRefused('New password', tooShort);
    await visitor.page.locator('[role=alert] a').click();
    assert.equal(await visitor.page.evaluate(() => document.activeElement.id), 'password');
    await visitor.sends({ 'Your full name': '', 'New password': password });
    await visitor.isRefused(
      'Your full name',
      'Your full name must be 1 to 100 visible characters without control characters.');
    assert.equal(await visitor.page.locator('#password').getAttribute('aria-invalid'), null);
    await visitor.sends({ 'Your full name': 'Asha Rao' });

    await visitor.reads('Your account is ready');
    await visitor.leaves(tokenOf(link), password);
  });

  test('a forgotten password is replaced, and old sessions end', async () => {
    const { body: old } = await klaro.customer('forgetful@example.com', password);
    const visitor = await Visitor.in(browser);
    await visitor.opens(`${klaro.api}/forgot-password`);
    await visitor.reads('Forgot your password?');
    await visitor.sends({ 'Email address': 'no address' });
    await visitor.isRefused('Email address', 'Email address must be a mail address.');
    await visitor.sends({ 'Email address': 'forgetful@example.com' });
    await visitor.reads('Check your email');

    const link = await klaro.linkMailedTo('forgetful@example.com', 'Choose a new password');
    await visitor.opens(link);
    await visitor.reads('Choose a new password');
    await visitor.sends({ 'New password': 'too short' });
    await visitor.isRefused('New password', tooShort);
    await visitor.sends({ 'New password': other });
    await visitor.reads('Your new password is set');

    await visitor.leaves(tokenOf(link), other, 'forgetful');
    assert.equal((await klaro.call('GET', '/v1/me', null, old.accessToken)).status, 401);
    assert.equal((await klaro.signIn('forgetful@example.com', password)).status, 401);
    assert.equal((await klaro.signIn('forgetful@example.com', other)).status, 200);
  });

  test('both addresses confirm that one follows the other', async () => {
    const { body: session } = await klaro.customer('leaves@example.com', password);
    const wished = { newEmail: 'follows@example.com' };
    assert.equal((await klaro.call('POST', '/v1/me/email', wished, session.accessToken)).status, 202);
    const toOld = await klaro.linkMailedTo('leaves@example.com', 'Confirm the new email address');
    const toNew = await klaro.linkMailedTo('follows@example.com', 'Confirm your new email address');
    const visitor = await Visitor.in(browser);
    for (const link of [toNew, toOld]) {
      await visitor.opens(link);
      await visitor.reads('Confirm your email address');
      assert.equal((await klaro.signIn('follows@example.com', password)).status, 401);
      await visitor.sends({});
      await visitor.reads('Confirmed');
    }
    assert.equal((await klaro.signIn('follows@example.com', password)).status, 200);
    await visitor.opens(toOld);
    await visitor.sends({});
    await visitor.reads('This link does not work');
    await visitor.leaves(tokenOf(toOld), tokenOf(toNew));
  });

  test('an address without an account gets the same page', async () => {
    const { body: known } = await klaro.customer('known@example.com', password);
    assert.ok(known.accessToken);
    const pages = [];
    for (const address of ['known@example.com', 'unknown@example.com']) {
      const visitor = await Visitor.in(browser);
      await visitor.opens(`${klaro.api}/forgot-password`);
      await visitor.sends({ 'Email address': address });
      await visitor.reads('Check your email');
      pages.push(await visitor.page.content());
      await visitor.leaves('known@');
    }
    assert.equal(pages[0], pages[1]);
  });

  test('a used link says so, and leads to a new one', async () => {
    await klaro.customer('used@example.com', password);
    await klaro.call('POST', '/v1/password-resets', { email: 'used@example.com' });
    const link = await klaro.linkMailedTo('used@example.com', 'Choose a new password');
    const redeemed = { token: tokenOf(link), newPassword: other };
    assert.equal((await klaro.call('POST', '/v1/password-resets/redeem', redeemed)).status, 204);
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);

    await visitor.sends({ 'New password': password });
    await visitor.reads('This link does not work');
    assert.ok(await visitor.page.locator('h1:visible').evaluate(it => it === document.activeElement));
    await visitor.page.getByRole('link', { name: 'Ask for a new link' }).click();
    await visitor.reads('Forgot your password?');

    await visitor.leaves(tokenOf(link), password);
    assert.equal((await klaro.signIn('used@example.com', other)).status, 200);
  });

  test('so does a link for a sign-up that is completed, or one without its end', async () => {
    const link = await klaro.linkOf('again@example.com');
    const completed = { token: tokenOf(link), fullName: 'Asha Rao', password };
    assert.equal((await klaro.call('POST', '/v1/signups/complete', completed)).status, 201);
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);
    await visitor.sends({ 'Your full name': 'Asha Rao', 'New password': other });
    await visitor.reads('This link does not work');
    await visitor.opens(link.split('#')[0]);
    await visitor.reads('This link does not work');

    // Another link where the page is: what is behind the # changes, and the page begins anew.
    await visitor.page.goto(link);
    await visitor.reads('Finish signing up');
    await visitor.leaves(tokenOf(link), other);
  });

  // Too much and too little cannot be had on purpose at the same moment as a click: these answers are the browser's.
  test('limits, overload and silence are told, and what was typed stays', async () => {
    const link = await klaro.linkOf('limits@example.com');
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);
    let answer;
    await visitor.page.route('**/v1/**', route => answer(route));
    const refused = (status, headers, type) => route =>
      route.fulfill({ status, headers, contentType: 'application/problem+json', json: { type: `/problems/${type}` } });
    for (const [next, said] of [
      [refused(429, { 'Retry-After': '40' }, 'too-many-requests'), 'There were too many attempts. Please try again in 40 seconds.'],
      [refused(429, { 'Retry-After': '841' }, 'too-many-requests'), 'There were too many attempts. Please try again in 15 minutes.'],
      [refused(503, { 'Retry-After': '1' }, 'overloaded'), 'We are too busy just now. Nothing is lost: please try again in a moment.'],
      [refused(500, { 'X-Request-Id': 'r-1' }, 'internal'), 'Something went wrong. If it goes wrong again, tell support: r-1.'],
      [route => route.abort(), 'The server could not be reached. Check your connection, then try again.'],
    ]) {
      answer = next;
      await visitor.sends({ 'Your full name': 'Asha Rao', 'New password': password });
      assert.equal(await visitor.alerted(), said);
      await visitor.finds();
    }
    answer = refused(409, {}, 'conflict');
    await visitor.sends({});
    await visitor.reads('You have an account already');
    await visitor.leaves(tokenOf(link), password);
  });

  test('who is invited joins from the mail, and nobody stays signed in', async () => {
    const { body: owner } = await klaro.customer('inviter@example.com', password);
    const { body: guest } = await klaro.customer('guest@example.com', other);
    const link = await klaro.invitation(owner, 'guest@example.com');
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);
    await visitor.reads('Join the workspace');

    await visitor.sends({ 'Email address': 'guest@example.com', Password: password });
    assert.equal(await visitor.alerted(), 'Email address or Password: not right. Please try again.');
    await visitor.sends({ 'Email address': 'guest@example.com', Password: other });
    await visitor.reads('You have joined the workspace');

    await visitor.leaves(tokenOf(link), other, 'guest@');
    const { body: me } = await klaro.call('GET', '/v1/me', null, guest.accessToken);
    assert.equal(me.workspaces.filter(it => it.role === 'agent').length, 1);
    const { body: sessions } = await klaro.call('GET', '/v1/sessions', null, guest.accessToken);
    assert.equal(sessions.items.length, 1, 'the session of the page has ended');
  });

  test('whoever has a second factor joins with a code of their app, and is asked for it only then', async () => {
    const { body: owner } = await klaro.customer('asker@example.com', password);
    const { body: guest } = await klaro.customer('app@example.com', other);
    const { body: { secret } } = await klaro.call('POST', '/v1/me/totp', null, guest.accessToken);
    const taken = { code: codeOf(secret) };
    assert.equal((await klaro.call('POST', '/v1/me/totp/confirm', taken, guest.accessToken)).status, 200);
    const link = await klaro.invitation(owner, 'app@example.com');
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);
    await visitor.reads('Join the workspace');

    const code = visitor.page.getByLabel('Code', { exact: true });
    assert.ok(!(await code.isVisible()));
    await visitor.sends({ 'Email address': 'app@example.com', Password: password });
    assert.equal(await visitor.alerted(), 'Email address or Password: not right. Please try again.');
    assert.ok(!(await code.isVisible()), 'a wrong password does not tell that there is a second factor');
    await visitor.sends({ Password: other });
    await visitor.page.locator('#totp:focus').waitFor();
    await visitor.finds();
    const wrong = ['000000', '111111', '222222', '333333'].find(it => ![-1, 0, 1, 2].some(step => codeOf(secret, step) === it));
    await visitor.sends({ Code: wrong });
    assert.equal(await visitor.alerted(), 'Email address or Password or Code: not right. Please try again.');
    await visitor.sends({ Code: codeOf(secret, 1) });
    await visitor.reads('You have joined the workspace');

    await visitor.leaves(tokenOf(link), other, 'app@');
    const { body: me } = await klaro.call('GET', '/v1/me', null, guest.accessToken);
    assert.equal(me.workspaces.filter(it => it.role === 'agent').length, 1);
    const { body: sessions } = await klaro.call('GET', '/v1/sessions', null, guest.accessToken);
    assert.equal(sessions.items.length, 1, 'the session of the page has ended');
  });

  test('an invitation to somebody else does not work', async () => {
    const { body: owner } = await klaro.customer('host@example.com', password);
    const { body: wrong } = await klaro.customer('wrong@example.com', other);
    const link = await klaro.invitation(owner, 'right@example.com');
    const visitor = await Visitor.in(browser);
    await visitor.opens(link);
    await visitor.sends({ 'Email address': 'wrong@example.com', Password: other });
    await visitor.reads('This invitation does not work');

    await visitor.leaves(tokenOf(link), other, 'wrong@');
    const { body: sessions } = await klaro.call('GET', '/v1/sessions', null, wrong.accessToken);
    assert.equal(sessions.items.length, 1);
  });

  test('the mail to a known address leads somewhere', async () => {
    const visitor = await Visitor.in(browser);
    await visitor.opens(`${klaro.api}/sign-in`);
    await visitor.reads('Sign in');
    await visitor.page.getByRole('link', { name: 'Choose a new password' }).click();
    await visitor.reads('Forgot your password?');
    await visitor.leaves('kls_');
  });

  test('without JavaScript it says what it needs', async () => {
    const visitor = await Visitor.in(browser, { javaScriptEnabled: false });
    await visitor.page.goto(`${klaro.api}/reset-password`);
    assert.match(await visitor.page.locator('main').innerText(), /^Choose a new password\s+This page needs JavaScript/);
    await visitor.leaves();
  });
});

function tokenOf(link) {
  return link.split('#token=')[1];
}
