// Whether the fuzzer got behind the doors: a route that only ever refuses at the gate, or for want of a password, was not tested.

// Whose right answer takes an authenticator at that moment; the refusal shows that the body was judged.
const refusals = {
  'POST /v1/me/passkeys': 'invalid-credentials',
  'POST /v1/me/totp/confirm': 'invalid-credentials',
  'POST /v1/sessions/passkey': 'invalid-credentials',
};

// It is read before the first question, and asked no more.
const read = 'GET /openapi.json';

// `answers` are {route, status, problem}. Prints what each route answered; the result is {route, reached} for each of them.
export function reach(routes, answers) {
  return routes.filter(route => route !== read).map(route => {
    const own = answers.filter(it => it.route === route);
    const reached = own.some(it => route in refusals ? it.problem === refusals[route] : it.status < 300);
    const times = new Map();
    for (const { status, problem } of own) {
      const what = problem ? `${status} ${problem}` : `${status}`;
      times.set(what, (times.get(what) ?? 0) + 1);
    }
    const seen = [...times].sort().map(([what, number]) => `${what} (${number})`);
    console.log(`${reached ? ' ' : '!'} ${route}: ${seen.join(', ') || 'not asked'}`);
    return { route, reached };
  });
}

// As tools/count-tests reads it.
export function report(results) {
  const failed = results.filter(it => !it.reached);
  const cases = results.map(({ route, reached }) =>
    `<testcase classname="reach" name="${route}">${reached ? '' : '<failure message="asked in vain"/>'}</testcase>\n`);
  return `<testsuite name="reach" tests="${results.length}" failures="${failed.length}" errors="0" skipped="0">\n`
    + `${cases.join('')}</testsuite>\n`;
}
