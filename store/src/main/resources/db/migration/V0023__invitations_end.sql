-- Forgets invitations that were over before then, of all workspaces, the closed ones too, into which the gate lets nobody: for
-- when the workflow that would do it is gone. They are found across and deleted each inside its own workspace. A link that still
-- works is out of reach, whatever is asked. Waits for nobody: what somebody holds is left to the next time.
CREATE FUNCTION forget_invitations(p_before timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_set text;
  v_workspaces uuid[];
  v_workspace uuid;
  v_here integer;
  v_forgotten integer := 0;
BEGIN
  v_set := set_config('klaro.workspace_id', '', true);
  v_set := set_config('klaro.walk', 'invitations', true);
  v_workspaces := ARRAY(
    SELECT DISTINCT i.workspace_id FROM invitations i
    WHERE i.expires_at < p_before AND i.expires_at < now()
    ORDER BY 1 LIMIT p_most);
  v_set := set_config('klaro.walk', '', true);
  FOREACH v_workspace IN ARRAY v_workspaces LOOP
    v_set := set_config('klaro.workspace_id', v_workspace::text, true);
    DELETE FROM invitations d
    WHERE d.workspace_id = v_workspace AND d.id = ANY (ARRAY(
      SELECT i.id FROM invitations i
      WHERE i.workspace_id = v_workspace AND i.expires_at < p_before AND i.expires_at < now()
      ORDER BY i.id LIMIT p_most - v_forgotten FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_here = ROW_COUNT;
    v_forgotten := v_forgotten + v_here;
    EXIT WHEN v_forgotten >= p_most;
  END LOOP;
  v_set := set_config('klaro.workspace_id', '', true);
  RETURN v_forgotten;
END $$;

REVOKE ALL ON FUNCTION forget_invitations FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_invitations TO ${platform};
