import type { InferGetServerSidePropsType } from 'next';
import { forMembers } from '../klaro/pages-router.ts';
import { Page } from '../page.tsx';

export const getServerSideProps = forMembers(async api => {
  const { data } = await api.GET('/v1/workspaces');
  if (!data) {
    throw new Error('Workspaces could not be read');
  }
  return { workspaces: data.items };
});

export default function Workspaces({ workspaces }: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <Page title="Workspaces" member>
      <ul>
        {workspaces.map(({ id, name, role }) => (
          <li key={id}>
            <strong>{name}</strong> {role}
          </li>
        ))}
      </ul>
    </Page>
  );
}
