// What the pages and forms of this front end ask about who is there. One call of `getServerSession` for each request, with
// the answer at hand: that is where the cookie with the renewed tokens goes.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GetServerSideProps, NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
import { getServerSession } from 'next-auth';
import { authOptions } from './next-auth-4.ts';
import { klaro, klaroAddress, SessionEnded, type Caller, type Carried } from './session.ts';

type Request = IncomingMessage & { cookies: Partial<Record<string, string>> };

const device = 'klaro-device';
const year = 365 * 24 * 60 * 60;

export type Api = ReturnType<typeof klaro>;
export const signInAgain = '/sign-in?reason=session-ended';

// A page of Klaro's own, by the address that a browser has for it.
export function hosted(path: string): string {
  return (process.env.KLARO_PAGES ?? klaroAddress()) + path;
}

export function callerOf(req: Request, res: ServerResponse): Caller {
  const before = req.headers['x-forwarded-for'];
  return {
    userAgent: req.headers['user-agent'],
    // Klaro reads it from the right, past those it trusts (http.trustedProxies), so nobody makes up who they are.
    forwardedFor: [before, req.socket.remoteAddress].flat().filter(Boolean).join(', '),
    device: req.cookies[device],
    remember: token => setCookies(res, [cookie(device, token, year)]),
  };
}

// Null where nobody is signed in.
export async function apiOf(req: Request, res: ServerResponse): Promise<Api | null> {
  const caller = callerOf(req, res);
  const options = authOptions(caller);
  let carried: Carried = {};
  const session = await getServerSession(req as NextApiRequest, res as NextApiResponse, {
    ...options,
    callbacks: {
      ...options.callbacks,
      session: ({ session, token }) => {
        carried = token;
        return session;
      },
    },
  });
  if (!session) {
    return null;
  }
  if (carried.ended || !carried.accessToken) {
    throw new SessionEnded();
  }
  if (Date.now() >= (carried.accessTokenEnds ?? 0)) {
    // It could not be renewed just now; that is no reason to sign anybody out.
    throw new Error('Klaro does not answer');
  }
  return klaro(caller, carried.accessToken);
}

// A page for whoever is signed in. Everybody else is led to the sign-in, and told why where their session is over.
export function forMembers<P extends object>(
  read: (api: Api, query: Partial<Record<string, unknown>>) => Promise<P>,
): GetServerSideProps<P> {
  return async ({ req, res, query }) => {
    try {
      const api = await apiOf(req, res);
      return api ? { props: await read(api, query) } : { redirect: { destination: '/sign-in', permanent: false } };
    } catch (failed) {
      return { redirect: { destination: endedOr(failed, req, res), permanent: false } };
    }
  };
}

// What a form does. It answers where to go on.
export function onForm(act: (req: NextApiRequest, res: NextApiResponse) => Promise<string>): NextApiHandler {
  return async (req, res) => {
    // A page of another origin cannot say that it is ours.
    if (req.method !== 'POST' || req.headers['sec-fetch-site'] !== 'same-origin') {
      res.status(403).end();
      return;
    }
    try {
      res.redirect(303, await act(req, res));
    } catch (failed) {
      res.redirect(303, endedOr(failed, req, res));
    }
  };
}

// Whoever's session is over has no use for its cookie.
function endedOr(failed: unknown, req: Request, res: ServerResponse): string {
  if (!(failed instanceof SessionEnded)) {
    throw failed;
  }
  res.removeHeader('Set-Cookie');
  setCookies(res, Object.keys(req.cookies)
    .filter(name => name.includes('next-auth.session-token'))
    .map(name => cookie(name, '', 0)));
  return signInAgain;
}

function cookie(name: string, value: string, maxAge: number): string {
  const secure = name.startsWith('__Secure-') || process.env.NEXTAUTH_URL?.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

function setCookies(res: ServerResponse, cookies: string[]): void {
  res.setHeader('Set-Cookie', [res.getHeader('Set-Cookie') ?? [], cookies].flat(2).map(String));
}
