// The one form of a page: its token comes from behind the # of the address and leaves it at once, what was typed goes to
// the API as JSON, and what came of it is shown. Nothing is kept: a session is only read where the route asks for one, and
// ends as soon as that has answered.

const form = document.querySelector('form');
const summary = document.querySelector('[role=alert]');
const inputs = [...form.elements].filter(element => element.name);
const states = [...document.querySelectorAll('[data-state]')];
const token = new URLSearchParams(location.hash.slice(1)).get('token');
let busy = false;

history.replaceState(null, '', location.pathname);
// Another link, opened where this page is, would change what is behind the # and load nothing.
addEventListener('hashchange', () => location.hash.startsWith('#token=') && location.reload());
form.addEventListener('submit', event => {
  event.preventDefault();
  if (!busy) {
    send();
  }
});
for (const box of form.querySelectorAll('[data-shows]')) {
  box.addEventListener('change', () => {
    form.elements[box.dataset.shows].type = box.checked ? 'text' : 'password';
  });
}
show('token' in form.dataset && !token ? 'invalid-token' : 'form');

function show(name) {
  for (const state of states) {
    state.hidden = state.dataset.state !== name;
  }
  const heading = states.find(state => !state.hidden).querySelector('h1');
  document.title = `${heading.textContent} · Klaro`;
  return heading;
}

async function send() {
  busy = true;
  form.ariaBusy = 'true';
  complain([]);
  try {
    await asked();
  } catch {
    complain([{ message: 'The server could not be reached. Check your connection, then try again.' }]);
  }
  busy = false;
  form.ariaBusy = 'false';
}

async function asked() {
  const typed = Object.fromEntries(inputs.filter(isThere).filter(isSaid).map(input => [input.name, input.value]));
  const sent = 'token' in form.dataset ? { token } : {};
  if (!('session' in form.dataset)) {
    return tell(await call('POST', form.getAttribute('action'), { ...sent, ...typed }));
  }
  const began = await call('POST', form.dataset.session, typed);
  if (!began.ok) {
    return tell(began);
  }
  const { accessToken } = await began.json();
  const answer = await call('POST', form.getAttribute('action'), sent, accessToken)
    // Whatever came of it, nobody stays signed in here.
    .finally(() => call('DELETE', `${form.dataset.session}/current`, null, accessToken).catch(() => {}));
  return tell(answer);
}

function call(method, address, body, bearer) {
  return fetch(address, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(bearer && { Authorization: `Bearer ${bearer}` }),
    },
    body: body && JSON.stringify(body),
    credentials: 'omit',
    redirect: 'error',
  });
}

async function tell(answer) {
  if (answer.ok) {
    form.reset();
    show('done').focus();
    return;
  }
  const problem = await answer.json().catch(() => ({}));
  const type = String(problem.type).split('/').pop();
  const more = [...form.querySelectorAll('[data-after]')].find(it => it.hidden && it.dataset.after === type);
  if (more) {
    more.hidden = false;
    more.querySelector('input').focus();
  } else if (states.some(state => state.dataset.state === type)) {
    form.reset();
    show(type).focus();
  } else if (problem.errors) {
    complain(problem.errors);
  } else {
    complain([{ message: trouble(answer, type) }]);
  }
}

function isSaid(input) {
  return input.required || input.value !== '';
}

function isThere(input) {
  return !input.closest('[hidden]');
}

function trouble(answer, type) {
  const again = `try again ${after(Number(answer.headers.get('Retry-After')))}`;
  if (type === 'invalid-credentials') {
    return `${inputs.filter(isThere).map(input => input.labels[0].textContent).join(' or ')}: not right. Please try again.`;
  }
  switch (answer.status) {
    case 429:
      return `There were too many attempts. Please ${again}.`;
    case 503:
      return `We are too busy just now. Nothing is lost: please ${again}.`;
    default:
      return `Something went wrong. If it goes wrong again, tell support: ${answer.headers.get('X-Request-Id')}.`;
  }
}

function after(seconds) {
  if (seconds > 90) {
    return `in ${Math.ceil(seconds / 60)} minutes`;
  }
  return seconds > 1 ? `in ${seconds} seconds` : 'in a moment';
}

// Each error stands at its field, and all of them stand together where the reader is taken.
function complain(errors) {
  for (const input of inputs) {
    input.removeAttribute('aria-invalid');
    document.getElementById(`${input.name}-error`).textContent = '';
  }
  summary.replaceChildren(...errors.map(({ field, message }) => {
    const line = document.createElement('p');
    const input = inputs.find(it => it.name === field);
    if (!input) {
      line.textContent = field ? `${field} ${message}.` : message;
      return line;
    }
    const text = `${input.labels[0].textContent} ${message}.`;
    input.setAttribute('aria-invalid', 'true');
    document.getElementById(`${field}-error`).textContent = text;
    const link = document.createElement('a');
    link.href = `#${field}`;
    link.textContent = text;
    link.addEventListener('click', event => {
      event.preventDefault();
      input.focus();
    });
    line.append(link);
    return line;
  }));
  if (errors.length) {
    summary.focus();
  }
}
