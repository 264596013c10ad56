// The example of a front end, as it was built, and the libraries that it is made of.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const example = new URL('../examples/nextauth/', import.meta.url);
const require = createRequire(example);
const folder = fileURLToPath(example);

const jwt4 = require('next-auth/jwt');
const { SessionStore: Store4 } = require(`${folder}node_modules/next-auth/core/lib/cookie.js`);
const jwt5 = await import(new URL('node_modules/@auth/core/jwt.js', example));
const { SessionStore: Store5 } = await import(new URL('node_modules/@auth/core/lib/utils/cookie.js', example));

// Both libraries, each with the name of its cookie; what they write is written by them.
export const libraries = [
  { version: 4, cookie: 'next-auth.session-token', jwt: jwt4, Store: Store4 },
  { version: 5, cookie: 'authjs.session-token', jwt: jwt5, Store: Store5 },
  { version: 5, cookie: '__Secure-authjs.session-token', jwt: jwt5, Store: Store5 },
].map(({ version, cookie, jwt, Store }) => ({
  version,
  cookie,
  // Version 4 makes its key without salt.
  write: (token, secret) => jwt.encode({ token, secret, maxAge: 3600, ...(version === 5 && { salt: cookie }) }),
  read: (token, secret) => jwt.decode({ token, secret, ...(version === 5 && { salt: cookie }) }),
  chunks: token => new Store({ name: cookie, options: {} }, { cookies: {} }, { debug() {} }).chunk(token, {}),
}));

export async function startFrontEnd({ api, secret }) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', port], {
    cwd: folder,
    env: { ...process.env, KLARO_API: api, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: address, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.on('exit', () => server.kill('SIGTERM'));
  let said = '';
  server.stdout.on('data', part => (said += part));
  server.stderr.on('data', part => (said += part));
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
  };
  for (const end = Date.now() + 60_000; ; await sleep(100)) {
    const answer = await fetch(`${address}/sign-in`).catch(() => null);
    if (answer?.ok) {
      return { address, stop, said: () => said };
    }
    if (server.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`next start did not start:\n${said}`);
    }
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
