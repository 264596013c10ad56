import type { GetServerSideProps } from 'next';
import Link from 'next/link';
import { signIn } from 'next-auth/react';
import { useEffect, useState, type FormEvent } from 'react';
import { hosted } from '../klaro/pages-router.ts';
import { Field, Page, refusals } from '../page.tsx';

const reasons: Record<string, string> = {
  'session-ended':
    'You were signed out: this session has ended. It was ended from another device, by a new password, or because it was not used for a while.',
  'signed-out': 'You are signed out.',
};

type Props = { reason: string | null; forgotten: string };

export const getServerSideProps: GetServerSideProps<Props> = async ({ query }) => ({
  props: { reason: reasons[String(query.reason)] ?? null, forgotten: hosted('/forgot-password') },
});

export default function SignIn({ reason, forgotten }: Props) {
  const [refused, setRefused] = useState<string>();
  const [coded, setCoded] = useState(false);
  // Until the script is there the form would send the password to this page.
  const [busy, setBusy] = useState(true);
  useEffect(() => setBusy(false), []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setRefused(undefined);
    const answer = await signIn('credentials', {
      ...Object.fromEntries(new FormData(event.currentTarget)),
      redirect: false,
    }).catch(() => undefined);
    if (answer?.ok) {
      location.assign('/');
      return;
    }
    const why = answer?.error ?? 'unavailable';
    setCoded(it => it || why === 'second-factor-required');
    setRefused(refusals[why] ?? refusals.unavailable);
    setBusy(false);
  }

  return (
    <Page title="Sign in">
      {reason && !refused && <p role="status">{reason}</p>}
      {refused && <p role="alert">{refused}</p>}
      <form method="post" onSubmit={submit}>
        <Field label="Email address" name="email" type="email" autoComplete="username" />
        <Field label="Password" name="password" type="password" autoComplete="current-password" />
        {coded && <Field label="Code" name="totp" autoComplete="one-time-code" autoFocus />}
        <button type="submit" disabled={busy}>Sign in</button>
      </form>
      <p><a href={forgotten}>Forgot your password?</a></p>
      <p><Link href="/sign-up">Sign up instead</Link></p>
    </Page>
  );
}
