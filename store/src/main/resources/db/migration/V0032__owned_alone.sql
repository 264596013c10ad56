-- As before (V0027), and which workspaces they are that have no other owner: whoever goes has to hear it.
DROP FUNCTION owns_alone(uuid);
CREATE FUNCTION owns_alone(p_account uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_set text;
  v_workspace uuid;
  v_alone uuid[] := '{}';
BEGIN
  FOREACH v_workspace IN ARRAY memberships_of(p_account) LOOP
    v_set := set_config('klaro.workspace_id', v_workspace::text, true);
    PERFORM 1 FROM workspaces w WHERE w.id = v_workspace FOR NO KEY UPDATE;
    IF NOT has_other_owner(v_workspace, p_account)
      AND EXISTS (
        SELECT 1 FROM memberships m
        WHERE m.workspace_id = v_workspace AND m.role = 'owner' AND m.account_id = p_account) THEN
      v_alone := v_alone || v_workspace;
    END IF;
  END LOOP;
  v_set := set_config('klaro.workspace_id', '', true);
  RETURN v_alone;
END $$;
REVOKE ALL ON FUNCTION owns_alone FROM PUBLIC;
GRANT EXECUTE ON FUNCTION owns_alone TO ${identity};
