import { apiOf, onForm } from '../../klaro/pages-router.ts';

export default onForm(async (req, res) => {
  const api = await apiOf(req, res);
  if (!api) {
    return '/sign-in';
  }
  const { newEmail = '' } = req.body;
  const { data, error } = await api.POST('/v1/me/email', { body: { newEmail } });
  if (data) {
    return '/email?sent';
  }
  return error?.type.endsWith('/recent-authentication-required') ? '/email?prove' : '/email?refused';
});
