import type { GetServerSideProps } from 'next';
import Link from 'next/link';
import { signIn } from 'next-auth/react';
import { useEffect, useState, type FormEvent } from 'react';
import { Field, Page } from '../page.tsx';

const reasons: Record<string, string> = {
  'session-ended':
    'You were signed out: this session has ended. It was ended from another device, by a new password, or because it was not used for a while.',
  'signed-out': 'You are signed out.',
};
const refusals: Record<string, string> = {
  'invalid-credentials': 'That is not right. Please check what you typed and try again.',
  'second-factor-required': 'Your account has a second factor. Please enter a code of your app, or a recovery code.',
  'too-many-requests': 'There were too many attempts. Please wait a few minutes.',
};
const otherwise = 'Signing in does not work just now. Please try again in a moment.';

type Props = { reason: string | null };

export const getServerSideProps: GetServerSideProps<Props> = async ({ query }) => ({
  props: { reason: reasons[String(query.reason)] ?? null },
});

export default function SignIn({ reason }: Props) {
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
    setRefused(refusals[why] ?? otherwise);
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
      <p><Link href="/sign-up">Sign up instead</Link></p>
    </Page>
  );
}
