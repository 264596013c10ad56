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
  sid?: string;
  accessToken?: string;
  accessTokenEnds?: number;
  refreshToken?: string;
  ended?: true;
};

export type SignedIn = Carried & { id: string; name: string; email: string };

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
  await caller.remember?.(data.deviceToken);
  const me = await klaro(caller, data.accessToken).GET('/v1/me');
  if (!me.data) {
    throw new SignInRefused('unavailable');
  }
  const { id, email, fullName } = data.account;
  return { id, email, name: fullName, sub: id, sid: me.data.sessionId, ...tokens(data) };
}

// For `jwt`: the token as it was, or with the successors of its tokens, or ended.
export async function carry<T extends Carried>(token: T, user?: unknown): Promise<T> {
  if (user) {
    const { sub, sid, accessToken, accessTokenEnds, refreshToken } = user as SignedIn;
    return { ...token, sub, sid, accessToken, accessTokenEnds, refreshToken };
  }
  const { refreshToken, accessTokenEnds = 0 } = token;
  if (!refreshToken || Date.now() < accessTokenEnds - ahead) {
    return token;
  }
  const next = await once(refreshToken);
  if (next === 'ended') {
    const { accessToken, accessTokenEnds, refreshToken, ...rest } = token;
    return { ...(rest as unknown as T), ended: true };
  }
  // Klaro could not be asked. The old refresh token stays good for the next try.
  return next === 'unavailable' ? token : { ...token, ...next };
}

// For `session`, which the browser may read: that it is over, and none of the tokens.
export function shown<S extends object>(session: S, token: Carried): S & { error?: 'session-ended' } {
  return token.ended ? { ...session, error: 'session-ended' } : session;
}

// For `events.signOut`: NextAuth only forgets its cookie, and the session must end for whoever has a copy.
export async function signOut(token: Carried | null | undefined): Promise<void> {
  const { accessToken } = token ? await carry(token) : {};
  if (accessToken) {
    await klaro({}, accessToken)
      .DELETE('/v1/sessions/current')
      .catch(failed => { if (!(failed instanceof SessionEnded)) throw failed; });
  }
}

type Next = ReturnType<typeof tokens> | 'ended' | 'unavailable';

// A refresh token works once. What asks for its successor at the same time in this process waits for one call; other
// processes, and a cookie that came a moment too late, get the same successor from Klaro, for ten seconds.
const flights = new Map<string, Promise<Next>>();

function once(refreshToken: string): Promise<Next> {
  const flying = flights.get(refreshToken);
  if (flying) {
    return flying;
  }
  const flight = refresh(refreshToken).finally(() => flights.delete(refreshToken));
  flights.set(refreshToken, flight);
  return flight;
}

// At once again with the same token where the answer was lost or a failure: the first may have worked.
async function refresh(refreshToken: string): Promise<Next> {
  for (let tries = 0; tries < 2; tries++) {
    try {
      const { data, response } = await klaro().POST('/v1/sessions/refresh', { body: { refreshToken } });
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
