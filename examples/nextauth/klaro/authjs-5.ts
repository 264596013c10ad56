// The provider and the callbacks for Auth.js 5. With next-auth 5 these three names come from `next-auth`, and the provider
// from `next-auth/providers/credentials`.
import { CredentialsSignin } from '@auth/core/errors';
import Credentials from '@auth/core/providers/credentials';
import type { AuthConfig } from '@auth/core/types';
import { carry, maxAge, shown, signIn, SignInRefused, signOut, type Caller } from './session.ts';

// Its `code` is what the browser is told.
class Refused extends CredentialsSignin {
  constructor(reason: string) {
    super();
    this.code = reason;
  }
}

export function authConfig(callerOf: (request: Request) => Caller | Promise<Caller> = userAgentOf) {
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
      jwt: ({ token, user }) => carry(token, user),
      session: ({ session, token }) => shown(session, token),
    },
    events: { signOut: message => signOut('token' in message ? message.token : null) },
  } satisfies Omit<AuthConfig, 'raw'>;
}

function userAgentOf(request: Request): Caller {
  return { userAgent: request.headers.get('User-Agent') ?? undefined };
}
