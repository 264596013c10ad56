import { apiOf, onForm } from '../../klaro/pages-router.ts';

export default onForm(async (req, res) => {
  const api = await apiOf(req, res);
  if (!api) {
    return '/sign-in';
  }
  // One that is gone already is 404, and that is as well.
  await api.DELETE('/v1/sessions/{sessionId}', { params: { path: { sessionId: req.body.sessionId } } });
  return '/sessions';
});
