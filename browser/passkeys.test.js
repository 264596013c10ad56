// Passkeys as a browser has them: Chromium's own authenticator, a page of our origin with our policy, and the real API.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startKlaro } from './klaro.js';
import { startBrowser } from './visitor.js';

const password = 'a long walk by the river';

describe('Passkeys', () => {
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

  test('one is added, signs in, proves once more, and is refused when it counts back', async () => {
    const { body: session } = await klaro.customer('passkey@example.com', password);
    const device = await Device.of(browser, klaro);

    const added = await device.adds(session.accessToken);
    assert.equal(added.status, 201, JSON.stringify(added.body));
    assert.equal(added.body.recoveryCodes.length, 10);
    assert.equal((await device.adds(session.accessToken)).refused, 'InvalidStateError');

    const signedIn = await device.signsIn();
    assert.equal(signedIn.status, 200, JSON.stringify(signedIn.body));
    assert.equal(signedIn.body.account.email, 'passkey@example.com');
    const alone = await klaro.signIn('passkey@example.com', password);
    assert.match(alone.body.type, /second-factor-required$/);

    const fresh = await device.proves(signedIn.body.accessToken);
    assert.equal(fresh.status, 200, JSON.stringify(fresh.body));
    assert.equal((await klaro.call('GET', '/v1/me', null, signedIn.body.accessToken)).status, 401);

    await device.countsBack();
    assert.equal((await device.signsIn()).status, 401);
    assert.ok(await klaro.subjectMailedTo('passkey@example.com', 'may have been copied'));
    await device.leaves();
  });

  test('an authenticator that does not look at who holds it adds nothing', async () => {
    const { body: session } = await klaro.customer('unseen@example.com', password);
    const device = await Device.of(browser, klaro, { isUserVerified: false });
    assert.equal((await device.adds(session.accessToken)).refused, 'NotAllowedError');
    await device.leaves();
  });

  test('one that was removed does not sign in', async () => {
    const { body: session } = await klaro.customer('removed@example.com', password);
    const device = await Device.of(browser, klaro);
    const { body: passkey } = await device.adds(session.accessToken);
    const own = `/v1/me/passkeys/${passkey.id}`;
    assert.equal((await klaro.call('DELETE', own, null, session.accessToken)).status, 401);
    const [code] = passkey.recoveryCodes;
    const removed = await klaro.call('DELETE', own, { code }, session.accessToken);
    assert.equal(removed.status, 204);
    assert.equal((await device.signsIn()).status, 401);
    assert.equal((await klaro.signIn('removed@example.com', password)).status, 200);
    await device.leaves();
  });
});

// A browser with an authenticator inside, on a page of the API: the name of this machine, for an address is no domain.
class Device {
  static async of(browser, klaro, more = {}) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const violations = [];
    await context.exposeBinding('violated', (_, what) => violations.push(what));
    await context.addInitScript(() =>
      addEventListener('securitypolicyviolation', it => violated(`${it.violatedDirective}: ${it.blockedURI}`)));
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        ...more,
      },
    });
    await page.goto(`${klaro.api.replace('127.0.0.1', 'localhost')}/sign-in`);
    return new Device(context, page, cdp, authenticatorId, violations);
  }

  constructor(context, page, cdp, authenticatorId, violations) {
    this.context = context;
    this.page = page;
    this.cdp = cdp;
    this.authenticatorId = authenticatorId;
    this.violations = violations;
  }

  // What a front end does: options, the browser, the answer.
  #asks(how) {
    return this.page.evaluate(async ({ optionsAt, answerAt, kind, field, more, bearer }) => {
      const call = async (path, body) => {
        const answer = await fetch(path, {
          method: 'POST',
          headers: {
            ...(body && { 'Content-Type': 'application/json' }),
            ...(bearer && { Authorization: `Bearer ${bearer}` }),
          },
          body: body && JSON.stringify(body),
        });
        return { status: answer.status, body: await answer.json() };
      };
      const { publicKey } = (await call(optionsAt)).body;
      try {
        const credential = kind === 'create'
          ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
          : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
        return await call(answerAt, { ...more, [field]: credential.toJSON() });
      } catch (refusal) {
        return { refused: refusal.name };
      }
    }, how);
  }

  adds(bearer) {
    return this.#asks({
      optionsAt: '/v1/me/passkeys/options', answerAt: '/v1/me/passkeys', kind: 'create',
      field: 'credential', more: { name: 'My laptop' }, bearer,
    });
  }

  signsIn() {
    return this.#asks({
      optionsAt: '/v1/sessions/passkey/options', answerAt: '/v1/sessions/passkey', kind: 'get', field: 'credential',
    });
  }

  proves(bearer) {
    return this.#asks({
      optionsAt: '/v1/sessions/reauthenticate/options', answerAt: '/v1/sessions/reauthenticate', kind: 'get',
      field: 'passkey', bearer,
    });
  }

  // As a copy does that was made before the newest uses.
  async countsBack() {
    const { authenticatorId } = this;
    const { credentials: [copy] } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId });
    await this.cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: copy.credentialId });
    await this.cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...copy, signCount: 0 } });
  }

  async leaves() {
    await this.context.close();
    assert.deepEqual(this.violations, []);
  }
}
