// Writes into target/written what somebody has who does as README.md says for Auth.js 5: the two files of the kit with the imports
// that it names, and each of its snippets. What a snippet leaves out is here, and nothing that it says.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const example = new URL('../', import.meta.url);
const written = new URL('target/written/', import.meta.url);
const readme = readFileSync(new URL('README.md', example), 'utf8');

rmSync(written, { recursive: true, force: true });
for (const folder of ['klaro/', 'target/']) {
  mkdirSync(new URL(folder, written), { recursive: true });
}
for (const file of ['klaro/session.ts', 'target/openapi.d.ts']) {
  cpSync(new URL(file, example), new URL(file, written));
}

const kit = readFileSync(new URL('klaro/authjs-5.ts', example), 'utf8')
  .replace("{ AuthConfig } from '@auth/core/types'", "{ NextAuthConfig as AuthConfig } from 'next-auth'")
  .replace("'@auth/core/providers/credentials'", "'next-auth/providers/credentials'")
  .replace(/'@auth\/core\/(errors|types)'/g, "'next-auth'");
if (kit.includes('@auth/core')) {
  throw new Error('klaro/authjs-5.ts imports more than README.md names');
}
write('klaro/authjs-5.ts', kit);

const [auth, proxy] = snippet('// auth.ts').split(/^\/\/ proxy\.ts.*$/m);
write('auth.ts', `
import NextAuth from 'next-auth';
import { headers } from 'next/headers';
import { authConfig } from './klaro/authjs-5.ts';
${auth}`);
write('proxy.ts', `
${proxy}
import type { ProxyConfig } from 'next/server';
config satisfies ProxyConfig;
`);

const [browser, server] = snippet('const session = await useSession()').split('\n');
write('told.ts', `
import { signIn, useSession } from 'next-auth/react';
import { unstable_update } from './auth.ts';
import type { Reason } from './klaro/session.ts';

export async function ofASignIn(email: string, password: string): Promise<string | undefined> {
  return (await signIn('credentials', { redirect: false, email, password })).code;
}
export async function ofAProofAtTheBrowser(password: string, totp: string): Promise<Reason | undefined> {
  ${browser}
  return session?.refused;
}
export async function ofAProofOnTheServer(password: string, totp: string): Promise<Reason | undefined> {
  ${server}
  return session?.refused;
}
`);

// The block of README.md that begins so.
function snippet(start) {
  const found = readme.split('```ts\n').slice(1).map(it => it.split('```')[0].trimEnd()).filter(it => it.startsWith(start));
  if (found.length !== 1) {
    throw new Error(`README.md has ${found.length} snippets that begin with "${start}"`);
  }
  return found[0];
}

function write(file, text) {
  writeFileSync(new URL(file, written), text);
}
