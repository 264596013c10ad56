-- As before, but for the last condition: a request that had to wait, for a lock or for its turn, does not set back what a
-- later one wrote meanwhile, or the session would be idle too early. It is asked once a minute only.
CREATE OR REPLACE FUNCTION admit(p_account uuid, p_session uuid, p_workspace uuid, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_entered text;
  v_seen timestamptz;
  v_role text;
BEGIN
  v_entered := set_config('klaro.workspace_id', p_workspace::text, true);
  SELECT s.last_seen_at, m.role INTO v_seen, v_role
  FROM sessions s JOIN accounts a ON a.id = s.account_id
  LEFT JOIN memberships m ON m.workspace_id = p_workspace AND m.account_id = s.account_id
  WHERE s.id = p_session AND s.account_id = p_account
    AND s.ended_at IS NULL AND s.expires_at > p_now AND s.last_seen_at + s.idle > p_now
    AND a.disabled_at IS NULL;
  IF v_role IS NULL THEN
    v_entered := set_config('klaro.workspace_id', '', true);
    RETURN CASE WHEN v_seen IS NULL THEN 'session-ended' ELSE 'not-a-member' END;
  END IF;

  -- Once a minute is enough for an idle limit of minutes; whoever finds the row locked leaves it to the other request.
  IF v_seen < p_now - interval '1 minute' THEN
    UPDATE sessions s SET last_seen_at = p_now
    WHERE s.id = (
      SELECT x.id FROM sessions x
      WHERE x.id = p_session AND x.last_seen_at < p_now - interval '1 minute' FOR UPDATE SKIP LOCKED);
  END IF;
  RETURN v_role;
END $$;
