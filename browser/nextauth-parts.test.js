// What a front end on NextAuth is made of, without a browser: its callbacks, Auth.js 5, and the tokens that the libraries write.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { example, libraries } from './front-end.js';
import { startKlaro } from './klaro.js';

const password = 'a long walk by the river';
const [, v5] = libraries;

describe('The parts of a front end on NextAuth', () => {
  let klaro;
  let session;
  let other;
  const real = globalThis.fetch;
  let refreshes = 0;
  let asker;
  let meddle;
  before(async () => {
    klaro = await startKlaro();
    process.env.KLARO_API = klaro.api;
    session = await import(new URL('target/kit/session.js?1', example));
    other = await import(new URL('target/kit/session.js?2', example));
    globalThis.fetch = async (request, more) => {
      if (!request.url?.endsWith('/v1/sessions/refresh')) {
        return real(request, more);
      }
      refreshes++;
      asker = request.headers.get('x-forwarded-for');
      return meddle ? meddle(() => real(request, more)) : real(request, more);
    };
  });
  after(async () => {
    globalThis.fetch = real;
    await klaro?.stop();
  });

  async function aged(address) {
    await klaro.customer(address, password);
    refreshes = 0;
    meddle = undefined;
    return { ...(await session.signIn({ email: address, password })), accessTokenEnds: 0 };
  }

  test('a process renews once, and another one gets the same successor', async () => {
    const old = await aged('once@example.com');
    const next = await Promise.all(Array.from({ length: 20 }, () => session.carry(old)));
    assert.equal(refreshes, 1);
    next.push(...(await Promise.all([other.carry(old), session.carry(old)])));
    assert.equal(refreshes, 3);
    assert.equal(new Set(next.map(it => it.refreshToken)).size, 1);
    assert.equal((await klaro.call('GET', '/v1/me', null, next[0].accessToken)).status, 200);
    assert.equal((await session.carry(next[0])).refreshToken, next[0].refreshToken, 'it is not due yet');
    assert.equal(refreshes, 3);
  });

  test('a renewal counts for whoever is at the browser', async () => {
    const old = await aged('whose@example.com');
    await session.carry(old, undefined, { forwardedFor: '203.0.113.7' });
    assert.equal(asker, '203.0.113.7');
    const again = await aged('whose-sign-out@example.com');
    await session.signOut(again, { forwardedFor: '203.0.113.8' });
    assert.equal(asker, '203.0.113.8');
  });

  test('a lost answer is asked for again, and a silent API signs nobody out', async () => {
    const old = await aged('lost@example.com');
    meddle = async call => {
      meddle = undefined;
      await call();
      throw new TypeError('fetch failed');
    };
    const next = await session.carry(old);
    assert.equal(refreshes, 2);
    assert.notEqual(next.refreshToken, old.refreshToken);

    meddle = async () => { throw new TypeError('fetch failed'); };
    const later = { ...next, accessTokenEnds: 0 };
    assert.deepEqual(await session.carry(later), later);
    meddle = undefined;
    assert.ok((await session.carry(later)).accessTokenEnds > Date.now());
  });

  test('a step-up shares the renewal that is due, the same proof twice is one, and nothing but the proof is read', async () => {
    const old = await aged('proof@example.com');
    const [first, second, renewed] =
      await Promise.all([session.stepUp(old, { password }), session.stepUp(old, { password }), session.carry(old)]);
    assert.equal(refreshes, 1);
    assert.deepEqual(second, first);
    assert.notEqual(first.sid, old.sid);
    assert.equal(renewed.sid, old.sid, 'who has no proof is not handed the new session');
    const { body: me } = await klaro.call('GET', '/v1/me', null, first.accessToken);
    assert.equal(me.sessionId, first.sid);
    assert.equal((await klaro.call('GET', '/v1/me', null, renewed.accessToken)).status, 401);

    const made = { sid: 'mine', accessToken: 'made up', refreshToken: 'made up', accessTokenEnds: 9e15, ended: true };
    for (const posted of [undefined, null, 'text', made, { ...made, password: [password] }, { password, totp: {} }]) {
      assert.deepEqual(await session.stepUp(first, posted), first);
    }
    const refused = await session.stepUp(first, { ...made, password: 'a wrong one' });
    assert.deepEqual(refused, { ...first, refused: 'invalid-credentials' });
    assert.deepEqual(session.shown({}, refused), { refused: 'invalid-credentials' });
    assert.deepEqual(await session.carry(refused), first);
    const { accessToken, accessTokenEnds, refreshToken, ...rest } = renewed;
    assert.deepEqual(await session.stepUp(renewed, { password }), { ...rest, ended: true });

    meddle = async () => { throw new TypeError('fetch failed'); };
    const later = { ...first, accessTokenEnds: 0 };
    assert.deepEqual(await session.stepUp(later, { password }), { ...later, refused: 'unavailable' });
    meddle = undefined;
  });

  test('Auth.js 5 signs in, renews once, shows a dead session, steps up and signs out', async () => {
    const { Auth } = await import(new URL('node_modules/@auth/core/index.js', example));
    const { authConfig } = await import(new URL('target/kit/authjs-5.js', example));
    await klaro.customer('five@example.com', password);
    const devices = [];
    const config = {
      ...authConfig(() => ({ userAgent: 'Five', device: devices.at(-1), remember: it => void devices.push(it) })),
      secret: [klaro.secret, 'an older one of thirty-two and more'],
      trustHost: true,
      logger: { error() {} },
    };
    const jar = new Map();
    const ask = async (path, form) => {
      const answer = await Auth(new Request(`http://front.example/auth/${path}`, {
        method: form ? 'POST' : 'GET',
        headers: { Cookie: [...jar].map(it => it.join('=')).join('; '), 'X-Auth-Return-Redirect': '1', 'Content-Type': 'application/json' },
        body: form && JSON.stringify({ csrfToken: jar.get('csrf'), ...form }),
      }), config);
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
        value ? jar.set(name, value) : jar.delete(name);
      }
      return answer.json();
    };
    const carried = () => v5.read(jar.get(v5.cookie), klaro.secret);
    const ages = async () => jar.set(v5.cookie, await v5.write({ ...(await carried()), accessTokenEnds: 0 }, klaro.secret));
    jar.set('csrf', (await ask('csrf')).csrfToken);

    const refused = await ask('callback/credentials', { email: 'five@example.com', password: 'a wrong one' });
    assert.equal(new URL(refused.url).searchParams.get('code'), 'invalid-credentials');
    assert.ok(!jar.has(v5.cookie));
    const enters = () => ask('callback/credentials', { email: 'five@example.com', password });
    await enters();
    assert.match(devices[0], /^kld_/);
    const shown = await ask('session');
    assert.deepEqual(Object.keys(shown), ['user', 'expires']);
    const first = await carried();
    assert.ok(first.exp - first.iat <= 24 * 3600);
    const mine = await klaro.call('GET', '/v1/sessions', null, jar.get(v5.cookie));
    assert.deepEqual(mine.body.items.find(it => it.current).userAgent, 'Five');

    await ages();
    await Promise.all([1, 2, 3].map(() => ask('session')));
    const next = await carried();
    assert.notEqual(next.refreshToken, first.refreshToken);
    assert.equal((await klaro.call('GET', '/v1/me', null, next.accessToken)).status, 200);

    await klaro.call('DELETE', '/v1/sessions/current', null, next.accessToken);
    await ages();
    assert.equal((await ask('session')).error, 'session-ended');
    const dead = await carried();
    assert.deepEqual([dead.ended, dead.accessToken, dead.refreshToken], [true, undefined, undefined]);

    await enters();
    assert.equal((await ask('session')).error, undefined);
    const again = await carried();
    const made = { accessToken: 'made up', sid: 'mine' };
    assert.equal((await ask('session', { data: { ...made, password: 'a wrong one' } })).refused, 'invalid-credentials');
    assert.deepEqual([(await carried()).accessToken, (await carried()).sid], [again.accessToken, again.sid]);
    assert.deepEqual(Object.keys(await ask('session', { data: { ...made, password } })), ['user', 'expires']);
    assert.equal((await klaro.call('GET', '/v1/me', null, again.accessToken)).status, 401);
    const { body: proved } = await klaro.call('GET', '/v1/sessions', null, jar.get(v5.cookie));
    assert.equal(proved.items.find(it => it.current).userAgent, 'Five');
    const last = await carried();
    await ages();
    await ask('signout', {});
    assert.ok(!jar.has(v5.cookie));
    assert.equal((await klaro.call('GET', '/v1/me', null, last.accessToken)).status, 401);
  });

  // S3-9.
  for (const { version, cookie, write, chunks } of libraries) {
    test(`tokens that the library writes are taken from version ${version} as ${cookie}, and not when the session has ended`, async () => {
      const { body: customer } = await klaro.customer(`${cookie}-${version}@example.com`, password);
      const { body: me } = await klaro.call('GET', '/v1/me', null, customer.accessToken);
      const claims = { sub: me.account.id, sid: me.sessionId, name: 'Asha Rao' };
      const token = await write(claims, klaro.secret);
      const pieces = chunks(await write({ ...claims, picture: 'i'.repeat(3_400) }, klaro.secret));
      assert.deepEqual(pieces.map(it => it.name), [`${cookie}.0`, `${cookie}.1`]);
      const ways = {
        bearer: { Authorization: `Bearer ${token}` },
        cookie: { Cookie: `${cookie}=${token}` },
        chunks: { Cookie: pieces.map(it => `${it.name}=${it.value}`).join('; ') },
      };
      const statuses = async () => {
        const found = {};
        for (const [way, headers] of Object.entries(ways)) {
          found[way] = (await fetch(`${klaro.api}/v1/me`, { headers })).status;
        }
        return found;
      };
      assert.deepEqual(await statuses(), { bearer: 200, cookie: 200, chunks: 200 });
      const foreign = await write(claims, `${klaro.secret}x`);
      assert.equal((await klaro.call('GET', '/v1/me', null, foreign)).status, 401);

      await klaro.call('DELETE', '/v1/sessions/current', null, token);
      assert.deepEqual(await statuses(), { bearer: 401, cookie: 401, chunks: 401 });
    });
  }
});
