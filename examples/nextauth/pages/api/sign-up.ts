import { callerOf, onForm } from '../../klaro/pages-router.ts';
import { klaro } from '../../klaro/session.ts';

// The answer is the same whether or not the address has an account.
export default onForm(async (req, res) => {
  const { email = '', workspaceName = '', country = '' } = req.body;
  const { data, response, error } = await klaro(callerOf(req, res)).POST('/v1/signups', {
    body: { email, workspaceName, country: String(country).toUpperCase() },
  });
  if (data) {
    return '/sign-up?sent';
  }
  const field = error?.errors?.[0]?.field;
  return `/sign-up?refused=${response.status === 400 && field ? field : 'later'}`;
});
