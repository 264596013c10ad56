-- Of workspaces that were closed before closing took their invitations along: nobody is let in who would delete them. Each in its
-- own workspace, for no role reads across.
DO $$
DECLARE
  v_set text;
  v_workspace uuid;
BEGIN
  FOR v_workspace IN SELECT DISTINCT a.workspace_id FROM all_invitations(NULL, NULL, NULL) a LOOP
    v_set := set_config('klaro.workspace_id', v_workspace::text, true);
    DELETE FROM invitations i
    WHERE i.workspace_id = v_workspace
      AND EXISTS (SELECT FROM workspaces w WHERE w.id = v_workspace AND w.closed_at IS NOT NULL);
  END LOOP;
  v_set := set_config('klaro.workspace_id', '', true);
END $$;
