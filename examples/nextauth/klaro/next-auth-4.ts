// The provider and the callbacks for next-auth 4.
import type { AuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { carry, maxAge, shown, signIn, signOut, stepUp, type Caller, type Shown } from './session.ts';

declare module 'next-auth' {
  // What `useSession().update({ password, totp })` answers.
  interface Session extends Shown {}
}

// What `authorize` throws stands in the `error` that `signIn` answers, by its message.
export function authOptions(caller: Caller = {}): AuthOptions {
  return {
    providers: [
      CredentialsProvider({
        name: 'Klaro',
        credentials: {
          email: { label: 'Email address', type: 'email' },
          password: { label: 'Password', type: 'password' },
          totp: { label: 'Code', type: 'text' },
        },
        authorize: credentials => signIn(credentials ?? {}, caller),
      }),
    ],
    pages: { signIn: '/sign-in' },
    session: { strategy: 'jwt', maxAge },
    // The token of a sign-in takes its age from here and would be good for 30 days, which Klaro refuses.
    jwt: { maxAge },
    callbacks: {
      jwt: ({ token, user, trigger, session }) =>
        trigger === 'update' ? stepUp(token, session, caller) : carry(token, user, caller),
      session: ({ session, token }) => shown(session, token),
    },
    events: { signOut: ({ token }) => signOut(token, caller) },
  };
}
