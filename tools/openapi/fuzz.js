// Starts Klaro, makes a customer, and has the fuzzer ask every route of the description that is served.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startKlaro } from '../../browser/klaro.js';

const [fuzzer, ...options] = process.argv.slice(2);
const password = 'a long walk by the river';
const email = 'fuzzed@example.com';

// All of it comes from one client.
const klaro = await startKlaro('limits: {multiplier: 100000}\n');
try {
  const { body: session } = await klaro.customer(email, password);
  const workspace = session.workspaces[0].id;
  const invited = await klaro.call(
    'POST', `/v1/workspaces/${workspace}/invitations`, { email: 'guest@example.com', role: 'agent' }, session.accessToken);
  const ids = { workspaceId: workspace, accountId: session.account.id, invitationId: invited.body.id };
  const run = spawn(fuzzer, ['run', `${klaro.api}/openapi.json`, ...options], {
    stdio: 'inherit',
    env: {
      ...process.env,
      KLARO_API: klaro.api,
      KLARO_KNOWN: JSON.stringify({ email, password, ids }),
      SCHEMATHESIS_HOOKS: 'hooks',
      PYTHONPATH: import.meta.dirname,
    },
  });
  [process.exitCode] = await once(run, 'exit');
} finally {
  await klaro.stop();
}
