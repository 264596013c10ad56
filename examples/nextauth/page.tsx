import Head from 'next/head';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import type { ReactNode } from 'react';

// Why a sign-in or a step-up was refused, by the reason that the kit gives.
export const refusals: Record<string, string> = {
  'invalid-credentials': 'That is not right. Please check what you typed and try again.',
  'second-factor-required': 'Your account has a second factor. Please enter a code of your app, or a recovery code.',
  'too-many-requests': 'There were too many attempts. Please wait a few minutes.',
  unavailable: 'That does not work just now. Please try again in a moment.',
};

export function Page({ title, children, member }: { title: string; children: ReactNode; member?: boolean }) {
  return (
    <>
      <Head>
        <title>{`${title} · Klaro`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </Head>
      {member && (
        <nav aria-label="Your account">
          <Link href="/">Workspaces</Link>
          <Link href="/sessions">Sessions</Link>
          <Link href="/email">Email address</Link>
          <button type="button" onClick={() => signOut({ callbackUrl: '/sign-in?reason=signed-out' })}>
            Sign out
          </button>
        </nav>
      )}
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}

export function Field({ label, name, ...input }: { label: string; name: string } & React.ComponentProps<'input'>) {
  return (
    <p>
      <label htmlFor={name}>{label}</label>
      <input id={name} name={name} required {...input} />
    </p>
  );
}
