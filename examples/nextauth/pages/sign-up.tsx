import type { GetServerSideProps } from 'next';
import Link from 'next/link';
import { Field, Page } from '../page.tsx';

const refusals: Record<string, string> = {
  email: 'The email address is none that mail can be sent to.',
  workspaceName: 'The name of the workspace must be 1 to 80 visible characters.',
  country: 'The country must be a code of two letters, such as IN.',
};

type Props = { sent: boolean; refused: string | null };

export const getServerSideProps: GetServerSideProps<Props> = async ({ query }) => ({
  props: {
    sent: 'sent' in query,
    refused: 'refused' in query ? (refusals[String(query.refused)] ?? 'That did not work just now. Please try again later.') : null,
  },
});

export default function SignUp({ sent, refused }: Props) {
  if (sent) {
    return (
      <Page title="Check your email">
        <p role="status">We have sent you a link. Open it to finish signing up, then sign in.</p>
        <p><Link href="/sign-in">Sign in</Link></p>
      </Page>
    );
  }
  return (
    <Page title="Sign up">
      {refused && <p role="alert">{refused}</p>}
      <form method="post" action="/api/sign-up">
        <Field label="Email address" name="email" type="email" autoComplete="email" />
        <Field label="Name of your workspace" name="workspaceName" maxLength={80} autoComplete="organization" />
        <Field label="Country, as a code of two letters" name="country" pattern="[A-Za-z]{2}" autoComplete="country" />
        <button type="submit">Sign up</button>
      </form>
      <p><Link href="/sign-in">Sign in instead</Link></p>
    </Page>
  );
}
