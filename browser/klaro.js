// One whole Klaro for the length of a test: `./klaro dev` in a folder of its own, with its API and its mailbox.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../klaro', import.meta.url));
const patience = 180_000;

// The launcher becomes the program, so its process is the one to stop. `config` is laid over what development has.
export async function startKlaro(config = '') {
  const home = mkdtempSync(join(tmpdir(), 'klaro-browser-'));
  const over = join(home, 'over.yml');
  writeFileSync(over, config || '{}');
  const env = { ...process.env, KLARO_HOME: home };
  // What is named there is somebody's, and `--fresh` empties it.
  delete env.KLARO_DATABASE_URL;
  delete env.TEMPORAL_ADDRESS;
  const offset = process.env.KLARO_PORT_OFFSET ?? '700';
  const program = spawn(launcher, ['dev', '--port-offset', offset, '--fresh', '--config', over], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // Whatever ends this process ends that one too.
  process.on('exit', () => program.kill('SIGTERM'));
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
    process.on(signal, () => process.exit(1));
  }
  let said = '';
  program.stdout.on('data', part => (said += part));
  program.stderr.on('data', part => (said += part));
  const runFile = join(home, 'run.json');
  const stop = async () => {
    if (program.exitCode === null && program.signalCode === null) {
      const ended = once(program, 'exit');
      program.kill('SIGTERM');
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  for (const end = Date.now() + patience; !existsSync(runFile); await sleep(200)) {
    if (program.exitCode !== null || program.signalCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`./klaro dev did not start:\n${said}`);
    }
  }
  return new Klaro(JSON.parse(readFileSync(runFile, 'utf8')), stop);
}

class Klaro {
  constructor({ api, mailbox, secrets, temporal }, stop) {
    this.api = api;
    this.mailbox = mailbox;
    // Which server it is, and where its pages are.
    this.temporal = temporal;
    // What a front end and the API both know, for session tokens of NextAuth.
    this.secret = secrets.nextauth[0];
    this.stop = stop;
  }

  async call(method, path, body, bearer) {
    const answer = await fetch(this.api + path, {
      method,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(bearer && { Authorization: `Bearer ${bearer}` }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : null };
  }

  // Waits for a mail to the address whose subject has these words.
  async subjectMailedTo(address, subject) {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
      const found = await (await fetch(`${this.mailbox}/api/v1/search?query=to:${address}`)).json();
      if (found.messages.some(it => it.Subject.includes(subject))) {
        return true;
      }
    }
    return false;
  }

  // The link in the newest mail to the address whose subject has these words; waits for it.
  async linkMailedTo(address, subject) {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
      const found = await (await fetch(`${this.mailbox}/api/v1/search?query=to:${address}`)).json();
      const mail = found.messages.find(it => it.Subject.includes(subject));
      if (mail) {
        const { Text } = await (await fetch(`${this.mailbox}/api/v1/message/${mail.ID}`)).json();
        return Text.match(/https?:\S+#token=kl[si]_[\w-]+/)[0];
      }
    }
    throw new Error(`No mail "${subject}" came to ${address}`);
  }

  // Somebody who asked to sign up: their link.
  async linkOf(address) {
    const asked = { email: address, workspaceName: 'River Walks', country: 'IN' };
    await this.call('POST', '/v1/signups', asked);
    return this.linkMailedTo(address, 'Confirm');
  }

  // Somebody who has an account.
  async customer(address, password) {
    const token = (await this.linkOf(address)).split('#token=')[1];
    return this.call('POST', '/v1/signups/complete', { token, fullName: 'Asha Rao', password });
  }

  // The link of an invitation to the first workspace of somebody.
  async invitation(owner, email) {
    const address = `/v1/workspaces/${owner.workspaces[0].id}/invitations`;
    await this.call('POST', address, { email, role: 'agent' }, owner.accessToken);
    return this.linkMailedTo(email, 'You are invited');
  }

  signIn(email, password) {
    return this.call('POST', '/v1/sessions', { email, password });
  }
}
