// The provider and the callbacks for Auth.js 5. With next-auth 5 the provider comes from `next-auth/providers/credentials` and all
// else, `Session` too, from `next-auth`, where `AuthConfig` is called `NextAuthConfig`.
import { CredentialsSignin } from '@auth/core/errors';
import Credentials from '@auth/core/providers/credentials';
import type { AuthConfig } from '@auth/core/types';
import { carry, maxAge, shown, signIn, SignInRefused, signOut, stepUp, type Caller, type Shown } from './session.ts';

declare module '@auth/core/types' {
  // What `useSession().update({ password, totp })` and `unstable_update` answer.
  interface Session extends Shown {}
}

// Its `code` is what the browser is told.
class Refused extends CredentialsSignin {
  constructor(reason: string) {
    super();
    this.code = reason;
  }
}

// `callerOf` gets the request of a sign-in. For all else Auth.js passes none, and Next's `headers()` has what is wanted.
export function authConfig(callerOf: (request?: Request) => Caller | Promise<Caller> = userAgentOf) {
  return {
    providers: [
      Credentials({
        name: 'Klaro',
        credentials: {
          email: { label: 'Email address', type: 'email' },
          password: { label: 'Password', type: 'password' },
          totp: { label: 'Code', type: 'text' },
        },
        async authorize(credentials, request) {
          try {
            return await signIn(credentials, await callerOf(request));
          } catch (refused) {
            throw refused instanceof SignInRefused ? new Refused(refused.reason) : refused;
          }
        },
      }),
    ],
    pages: { signIn: '/sign-in' },
    session: { strategy: 'jwt', maxAge },
    callbacks: {
      jwt: async ({ token, user, trigger, session }) =>
        trigger === 'update' ? stepUp(token, session, await callerOf()) : carry(token, user, await callerOf()),
      session: ({ session, token }) => shown(session, token),
    },
    events: {
      signOut: async message => signOut('token' in message ? message.token : null, await callerOf()),
    },
  } satisfies Omit<AuthConfig, 'raw'>;
}

function userAgentOf(request?: Request): Caller {
  return { userAgent: request?.headers.get('User-Agent') ?? undefined };
}
