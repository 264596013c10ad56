import Head from 'next/head';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import type { ReactNode } from 'react';

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
