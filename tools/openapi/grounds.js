// What each route is asked with: a customer of its own, so that what one of them ends (a workspace, an account, a session, an
// invitation) is missed by no other; and the ids and secrets that it has, made through the API.
import { setTimeout as sleep } from 'node:timers/promises';
import { appIn, passkeyIn } from './factors.js';
import { succeeded } from './succeeded.js';

const password = 'a long walk by the river';
// Each hashes a password and waits for a mail.
const atOnce = 4;

// Ids that are there, by their names in paths: several where asking uses them up and more cost little. A new kind comes with a
// line here.
const ids = {
  workspaceId: ({ owner }) => owner.workspaces[0].id,
  accountId: async ({ klaro, owner, guest }) => {
    const { account, accessToken } = await customer(klaro, guest);
    const token = tokenOf(await klaro.invitation(owner, guest));
    succeeded(await klaro.call('POST', '/v1/invitations/accept', { token }, accessToken));
    return account.id;
  },
  invitationId: ({ klaro, owner, guest }) => several(async number => {
    const at = `/v1/workspaces/${owner.workspaces[0].id}/invitations`;
    return succeeded(await klaro.call('POST', at, { email: `${number}.${guest}`, role: 'agent' }, owner.accessToken)).id;
  }),
  sessionId: ({ klaro, owner }) => several(async () => {
    const { accessToken } = succeeded(await klaro.signIn(owner.account.email, password));
    return succeeded(await klaro.call('GET', '/v1/me', null, accessToken)).sessionId;
  }),
  passkeyId: async ({ passkeys }) => (await passkeys()).map(it => it.id),
  name: ({ path }) => ({
    '/docs/assets/{name}': 'start.js', '/pages/assets/{name}': 'form.js', '/problems/{name}': 'not-found',
  })[path],
};

// What belongs into bodies and nobody guesses, by route; and what has to be done before.
const secrets = {
  'POST /v1/sessions': ({ owner }) => ({ email: owner.account.email, password }),
  'POST /v1/sessions/refresh': ({ owner }) => ({ refreshToken: owner.refreshToken }),
  'POST /v1/sessions/reauthenticate': () => ({ password }),
  'POST /v1/me/password': () => ({ currentPassword: password }),
  'POST /v1/me/totp/confirm': async ({ klaro, owner }) => {
    succeeded(await klaro.call('POST', '/v1/me/totp', null, owner.accessToken));
  },
  'POST /v1/me/totp/recovery-codes': async ({ passkeys }) => ({ code: (await passkeys())[0].recoveryCodes }),
  'DELETE /v1/me/totp': async ({ klaro, owner }) => ({ code: (await appIn(klaro, owner)).recoveryCodes }),
  'DELETE /v1/me/passkeys/{passkeyId}': async ({ passkeys }) => ({ code: (await passkeys())[0].recoveryCodes }),
  'POST /v1/signups/complete': async ({ klaro, guest }) => ({ token: tokenOf(await klaro.linkOf(guest)) }),
  'POST /v1/password-resets/redeem': async ({ klaro, owner: { account: { email } } }) => {
    succeeded(await klaro.call('POST', '/v1/password-resets', { email }));
    return { token: tokenOf(await klaro.linkMailedTo(email, 'Choose a new password')) };
  },
  'POST /v1/me/email/confirm': async ({ klaro, owner, guest }) => {
    succeeded(await klaro.call('POST', '/v1/me/email', { newEmail: guest }, owner.accessToken));
    return { token: tokenOf(await klaro.linkMailedTo(owner.account.email, 'Confirm the new email address')) };
  },
  'POST /v1/invitations/accept': async ({ klaro, owner, guest }) => {
    const host = await customer(klaro, guest);
    return { token: tokenOf(await klaro.invitation(host, owner.account.email)) };
  },
  // The only owner of a workspace has to stay.
  'DELETE /v1/me': async ({ klaro, owner }) => {
    succeeded(await klaro.call('DELETE', `/v1/workspaces/${owner.workspaces[0].id}`, null, owner.accessToken));
  },
};

// By route: lists of ids and of fields; and where somebody has to be signed in, their refresh token, address and password.
export async function groundsOf(server) {
  const klaro = patient(server);
  const { paths } = succeeded(await klaro.call('GET', '/openapi.json'));
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, label: `${method.toUpperCase()} ${path}`, operation })));
  const grounds = {};
  const waiting = [...routes.entries()];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next; (next = waiting.shift());) {
      const [number, route] = next;
      grounds[route.label] = await groundOf(klaro, number, route);
    }
  }));
  return grounds;
}

// It has just started, and may have too much to do.
function patient(klaro) {
  const call = async (...asked) => {
    for (let left = 5; ; left--) {
      const answer = await klaro.call(...asked);
      if (answer.status !== 503 || !left) {
        return answer;
      }
      await sleep(2_000);
    }
  };
  return Object.assign(Object.create(klaro), { call });
}

async function groundOf(klaro, number, { path, label, operation }) {
  const email = `owner${number}@example.com`;
  const owner = await customer(klaro, email);
  let made;
  const passkeys = () => (made ??= several((_, all) => passkeyIn(klaro, owner, all[0]?.recoveryCodes.pop())));
  const it = { klaro, owner, path, passkeys, guest: `guest${number}@example.com` };
  const ground = { ids: {}, fields: {} };
  for (const { name } of (operation.parameters ?? []).filter(parameter => parameter.in === 'path')) {
    const known = await ids[name]?.(it);
    if (!known) {
      throw new Error(`${label} asks for ${name}, and grounds.js knows none that is there`);
    }
    ground.ids[name] = [known].flat();
  }
  for (const [name, value] of Object.entries(await secrets[label]?.(it) ?? {})) {
    ground.fields[name] = [value].flat();
  }
  return operation.security.length ? { ...ground, email, password, refreshToken: owner.refreshToken } : ground;
}

async function several(make) {
  const all = [];
  for (let number = 0; number < 3; number++) {
    all.push(await make(number, all));
  }
  return all;
}

async function customer(klaro, email) {
  return succeeded(await klaro.customer(email, password));
}

function tokenOf(link) {
  return link.split('#token=')[1];
}
