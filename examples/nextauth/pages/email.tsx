import type { InferGetServerSidePropsType } from 'next';
import { useRouter } from 'next/router';
import { forMembers } from '../klaro/pages-router.ts';
import { Field, Page } from '../page.tsx';
import { StepUp } from '../step-up.tsx';

export const getServerSideProps = forMembers(async (api, query) => {
  const { data } = await api.GET('/v1/me');
  if (!data) {
    throw new Error('The account could not be read');
  }
  return { address: data.account.email, sent: 'sent' in query, proves: 'prove' in query, refused: 'refused' in query };
});

type Props = InferGetServerSidePropsType<typeof getServerSideProps>;

export default function EmailAddress({ address, sent, proves, refused }: Props) {
  const router = useRouter();
  if (proves) {
    return (
      <Page title="Is it you?" member>
        <p>It is a while since you signed in. Please enter your password again, then the new address.</p>
        <StepUp proved={() => router.replace('/email')} />
      </Page>
    );
  }
  return (
    <Page title="Email address" member>
      {sent && <p role="status">We have sent a link to both addresses. Once both are opened, the new one is yours.</p>}
      {refused && <p role="alert">That did not work. Please check the new address.</p>}
      <p>You sign in as {address}.</p>
      <form method="post" action="/api/email">
        <Field label="New email address" name="newEmail" type="email" autoComplete="email" />
        <button type="submit">Change</button>
      </form>
    </Page>
  );
}
