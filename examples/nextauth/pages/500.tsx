import { Page } from '../page.tsx';

export default function Failed() {
  return (
    <Page title="Please try again">
      <p>That did not work just now. Nothing is lost, and you are still signed in: load the page again in a moment.</p>
    </Page>
  );
}
