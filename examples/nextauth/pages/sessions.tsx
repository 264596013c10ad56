import type { InferGetServerSidePropsType } from 'next';
import { forMembers } from '../klaro/pages-router.ts';
import { Page } from '../page.tsx';

export const getServerSideProps = forMembers(async api => {
  const { data } = await api.GET('/v1/sessions');
  if (!data) {
    throw new Error('Sessions could not be read');
  }
  return { sessions: data.items };
});

export default function Sessions({ sessions }: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <Page title="Sessions" member>
      <p>You are signed in here. End what you do not know; sign out ends this one.</p>
      <ul>
        {sessions.map(({ id, createdAt, current, userAgent }) => (
          <li key={id}>
            <span id={id}>
              {userAgent || 'Unknown browser'}, since <time dateTime={createdAt}>{createdAt.slice(0, 16).replace('T', ' ')} UTC</time>
            </span>
            {current ? (
              <strong>This one</strong>
            ) : (
              <form method="post" action="/api/sessions">
                <input type="hidden" name="sessionId" value={id} />
                <button aria-describedby={id}>End</button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
