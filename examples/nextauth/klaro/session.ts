// A session of Klaro inside a session token of NextAuth. It runs on the server only and knows neither version of NextAuth.
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../target/openapi.d.ts';

type Answer = components['schemas']['SessionAnswer'];

// Who is at the browser: what Klaro is told of them, and the name of their device from sign-in to sign-in.
export type Caller = {
  userAgent?: string | undefined;
  forwardedFor?: string | undefined;
  device?: string | undefined;
  remember?: (device: string) => void | Promise<void>;
};

// What the session token carries. It is encrypted, in a cookie that no script reads. Klaro reads `sub` and `sid` of it.
export type Carried = {
  sub?: string;
  sid?: string | undefined;
  accessToken?: string;
  accessTokenEnds?: number;
  refreshToken?: string;
  ended?: true;
  // Why the last proof was not taken, until the next request.
  refused?: Reason;
};

export type SignedIn = Carried & { id: string; name: string; email: string };

// What the browser is told besides who is there.
export type Shown = { error?: 'session-ended'; refused?: Reason };

export type Reason = 'invalid-credentials' | 'second-factor-required' | 'too-many-requests' | 'unavailable';

export class SignInRefused extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
  }
}

// The session is over: signed out elsewhere, a new password, too long unused, or stolen and used twice.
export class SessionEnded extends Error {}

// No session can be longer at Klaro (identity.sessions.absolute), and Klaro takes no token that is good for more than a day.
export const maxAge = 12 * 60 * 60;

// A token this close to its end is renewed first: clocks differ, and a call takes its time.
const ahead = 60_000;
const patience = 5_000;

export const klaroAddress = () => process.env.KLARO_API ?? 'http://127.0.0.1:8080';

// Klaro as this caller has it; a call of somebody whose session is over throws.
export function klaro(caller: Caller = {}, accessToken?: string): Client<paths> {
  const client = createClient<paths>({
    baseUrl: klaroAddress(),
    headers: {
      'User-Agent': caller.userAgent,
      'X-Forwarded-For': caller.forwardedFor,
      Authorization: accessToken && `Bearer ${accessToken}`,
    },
    fetch: request => fetch(request, { signal: AbortSignal.timeout(patience), cache: 'no-store' }),
  });
  client.use({
    async onResponse({ response }) {
      if (accessToken && response.status === 401 && (await problemOf(response)) === 'unauthenticated') {
        throw new SessionEnded();
      }
    },
  });
  return client;
}

// For `authorize`. What is refused is refused with a reason that may be shown; 401 says no more to Klaro's callers either.
export async function signIn(credentials: Partial<Record<string, unknown>>, caller: Caller = {}): Promise<SignedIn> {
  const text = (name: string) => String(credentials[name] ?? '');
  const { data, response, error } = await klaro(caller)
    .POST('/v1/sessions', {
      body: {
        email: text('email'),
        password: text('password'),
        totp: text('totp') || null,
        deviceToken: caller.device ?? null,
      },
    })
    .catch(() => { throw new SignInRefused('unavailable'); });
  if (!data) {
    throw new SignInRefused(reasonOf(response.status, error?.type));
  }
  const session = await begun(data, caller);
  if (!session.sid) {
    throw new SignInRefused('unavailable');
  }
  return { id: data.account.id, ...session };
}

// For `jwt`: the token as it was, or with the successors of its tokens, or ended. A renewal counts for the caller, as everything
// does: for this server, anybody with a cookie could use up what all others renew their sessions with.
export async function carry<T extends Carried>(
  { refused, ...kept }: T, user?: unknown, caller: Caller = {},
): Promise<T> {
  const token = kept as unknown as T;
  if (user) {
    const { sub, sid, accessToken, accessTokenEnds, refreshToken } = user as SignedIn;
    return { ...token, sub, sid, accessToken, accessTokenEnds, refreshToken };
  }
  const { refreshToken, accessTokenEnds = 0 } = token;
  if (!refreshToken || Date.now() < accessTokenEnds - ahead) {
    return token;
  }
  const next = await once(refreshToken, () => refresh(refreshToken, caller));
  // Klaro could not be asked. The old refresh token stays good for the next try.
  return next === 'unavailable' ? token : succeeded(token, next);
}

// For `jwt` where `trigger` is `update`: whoever is there proves it once more, by a password and where asked a code. Nothing else
// of what was posted is read, for anybody at the browser may post anything; what the token carries comes from Klaro alone. There
// it is a whole new session, and the one before ends at once, also for the copies of its tokens; so nobody is handed the new one
// but who has the proof.
export async function stepUp<T extends Carried>(token: T, posted: unknown, caller: Caller = {}): Promise<T> {
  // It renews first where that is due, together with whoever else does, so that no renewal is under way for it afterwards.
  const now = await carry(token, undefined, caller);
  const { accessToken, accessTokenEnds = 0 } = now;
  const { password, totp = '' } = Object(posted) as Record<string, unknown>;
  if (!accessToken || typeof password !== 'string' || typeof totp !== 'string') {
    return now;
  }
  if (Date.now() >= accessTokenEnds) {
    return succeeded(now, 'unavailable');
  }
  // The same proof twice is a double click, and the second would find the session ended by the first.
  const flight = JSON.stringify([accessToken, password, totp]);
  return succeeded(now, await once(flight, () => prove(accessToken, { password, totp: totp || null }, caller)));
}

// For `session`, which the browser may read: that it is over, or the proof refused, and none of the tokens.
export function shown<S extends object>(session: S, { ended, refused }: Carried): S & Shown {
  return { ...session, ...(ended && { error: 'session-ended' }), ...(refused && { refused }) };
}

// For `events.signOut`: NextAuth only forgets its cookie, and the session must end for whoever has a copy.
export async function signOut(token: Carried | null | undefined, caller: Caller = {}): Promise<void> {
  const { accessToken } = token ? await carry(token, undefined, caller) : {};
  if (accessToken) {
    await klaro(caller, accessToken)
      .DELETE('/v1/sessions/current')
      .catch(failed => { if (!(failed instanceof SessionEnded)) throw failed; });
  }
}

type Next = Carried | 'ended' | Reason;

// A refresh token works once. What asks for its successor at the same time in this process waits for one call; other
// processes, and a cookie that came a moment too late, get the same successor from Klaro, for ten seconds.
const flights = new Map<string, Promise<Next>>();

function once(key: string, begin: () => Promise<Next>): Promise<Next> {
  const flying = flights.get(key);
  if (flying) {
    return flying;
  }
  const flight = begin().finally(() => flights.delete(key));
  flights.set(key, flight);
  return flight;
}

function succeeded<T extends Carried>(token: T, next: Next): T {
  if (next === 'ended') {
    const { accessToken, accessTokenEnds, refreshToken, ...rest } = token;
    return { ...(rest as unknown as T), ended: true };
  }
  return typeof next === 'string' ? { ...token, refused: next } : { ...token, ...next };
}

// At once again with the same token where the answer was lost or a failure: the first may have worked.
async function refresh(refreshToken: string, caller: Caller): Promise<Next> {
  for (let tries = 0; tries < 2; tries++) {
    try {
      const { data, response } = await klaro(caller).POST('/v1/sessions/refresh', { body: { refreshToken } });
      if (data) {
        return tokens(data);
      }
      if (response.status === 401) {
        return 'ended';
      }
      if (response.status < 500) {
        return 'unavailable';
      }
    } catch {
      // As a 5xx.
    }
  }
  return 'unavailable';
}

// Not again where the answer was lost: a code works once, and if the session ended with it the next call says so.
async function prove(
  accessToken: string, body: { password: string; totp: string | null }, caller: Caller,
): Promise<Next> {
  try {
    const { data, response, error } = await klaro(caller, accessToken).POST('/v1/sessions/reauthenticate', { body });
    return data ? await begun(data, caller) : reasonOf(response.status, error?.type);
  } catch (failed) {
    return failed instanceof SessionEnded ? 'ended' : 'unavailable';
  }
}

// What is carried of a session that has just begun. Its id is not in the answer; without it the tokens are good all the same.
async function begun(answer: Answer, caller: Caller) {
  await caller.remember?.(answer.deviceToken);
  const { id, email, fullName } = answer.account;
  const me = await klaro(caller, answer.accessToken).GET('/v1/me').catch(() => undefined);
  return { name: fullName, email, sub: id, sid: me?.data?.sessionId, ...tokens(answer) };
}

function tokens({ accessToken, expiresIn, refreshToken }: Answer) {
  return { accessToken, accessTokenEnds: Date.now() + expiresIn * 1000, refreshToken };
}

async function problemOf(response: Response): Promise<string | undefined> {
  const { type } = (await response.clone().json().catch(() => ({}))) as { type?: string };
  return type?.split('/').pop();
}

function reasonOf(status: number, type: string | undefined): Reason {
  if (status === 429) {
    return 'too-many-requests';
  }
  if (status >= 500) {
    return 'unavailable';
  }
  return type?.endsWith('/second-factor-required') ? 'second-factor-required' : 'invalid-credentials';
}
