import { SessionProvider, signOut, useSession } from 'next-auth/react';
import { useState, type FormEvent } from 'react';
import { Field, refusals } from './page.tsx';

type Props = { proved: () => void };

// What to show where a call was answered `recent-authentication-required`. It posts a password, and a code where that is asked for,
// to this server and gets no token back; then what was refused may be tried again.
export function StepUp(props: Props) {
  return (
    <SessionProvider refetchOnWindowFocus={false}>
      <Proof {...props} />
    </SessionProvider>
  );
}

function Proof({ proved }: Props) {
  // Not `authenticated` before the script is there, nor while an update is under way.
  const { status, update } = useSession();
  const [refused, setRefused] = useState<string>();
  const [coded, setCoded] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setRefused(undefined);
    const session = await update(Object.fromEntries(new FormData(event.currentTarget))).catch(() => null);
    if (session?.error) {
      await signOut({ callbackUrl: `/sign-in?reason=${session.error}` });
      return;
    }
    const why = session ? session.refused : 'unavailable';
    if (!why) {
      proved();
      return;
    }
    setCoded(it => it || why === 'second-factor-required');
    setRefused(refusals[why]);
  }

  return (
    <>
      {refused && <p role="alert">{refused}</p>}
      <form method="post" onSubmit={submit}>
        <Field label="Password" name="password" type="password" autoComplete="current-password" />
        {coded && <Field label="Code" name="totp" autoComplete="one-time-code" autoFocus />}
        <button type="submit" disabled={status !== 'authenticated'}>Go on</button>
      </form>
    </>
  );
}
