// Starts Klaro, makes customers, and has the fuzzer ask every route of the description that is served; each has to be reached.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startKlaro } from '../../browser/klaro.js';
import { groundsOf } from './grounds.js';
import { reach, report } from './reached.js';

const [reports, fuzzer, ...options] = process.argv.slice(2);
const groundsFile = join(import.meta.dirname, 'target', 'grounds.json');
const seenFile = join(import.meta.dirname, 'target', 'seen.jsonl');

// All of it comes from one client, and who proved to be somebody before the first question is not asked again.
const klaro = await startKlaro('{limits: {multiplier: 100000}, identity: {sessions: {recentAuthentication: PT2H}}}\n');
try {
  const grounds = await groundsOf(klaro);
  writeFileSync(groundsFile, JSON.stringify(grounds));
  writeFileSync(seenFile, '');
  const run = spawn(fuzzer, ['run', `${klaro.api}/openapi.json`, ...options], {
    stdio: 'inherit',
    env: {
      ...process.env,
      KLARO_API: klaro.api,
      KLARO_GROUNDS: groundsFile,
      KLARO_SEEN: seenFile,
      SCHEMATHESIS_HOOKS: 'hooks',
      PYTHONPATH: import.meta.dirname,
    },
  });
  const [status] = await once(run, 'exit');
  const answers = readFileSync(seenFile, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
  const results = reach(Object.keys(grounds).sort(), answers);
  writeFileSync(join(reports, 'TEST-reach.xml'), report(results));
  const missed = results.filter(it => !it.reached).map(it => it.route);
  if (missed.length) {
    console.error(`The fuzzer asked in vain, and so tested nothing of: ${missed.join(', ')}`);
  }
  process.exitCode = status === 0 && !missed.length ? 0 : 1;
} finally {
  await klaro.stop();
}
