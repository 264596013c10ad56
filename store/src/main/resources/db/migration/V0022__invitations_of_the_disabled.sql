-- As before (V0012), but nobody is let in on the word of an account that was disabled since: who puts somebody out puts out
-- whom they would have let in.
CREATE OR REPLACE FUNCTION admit_invited(p_account uuid, p_session uuid, p_workspace uuid, p_token_hash bytea, p_now timestamptz)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_entered text;
  v_index bytea;
  v_role text;
BEGIN
  SELECT a.email_index INTO v_index
  FROM sessions s JOIN accounts a ON a.id = s.account_id
  WHERE s.id = p_session AND s.account_id = p_account
    AND s.ended_at IS NULL AND s.expires_at > p_now AND s.last_seen_at + s.idle > p_now
    AND a.disabled_at IS NULL;
  IF v_index IS NULL THEN
    RETURN 'session-ended';
  END IF;
  v_entered := set_config('klaro.workspace_id', p_workspace::text, true);
  SELECT i.role INTO v_role
  FROM invitation_tokens t
    JOIN invitations i ON i.workspace_id = t.workspace_id AND i.id = t.invitation_id
    JOIN workspaces w ON w.id = i.workspace_id
    JOIN accounts inviter ON inviter.id = i.invited_by
  WHERE t.workspace_id = p_workspace AND t.token_hash = p_token_hash
    AND i.email_index = v_index AND i.expires_at > p_now AND w.closed_at IS NULL AND inviter.disabled_at IS NULL;
  IF v_role IS NULL THEN
    v_entered := set_config('klaro.workspace_id', '', true);
    RETURN 'not-invited';
  END IF;
  RETURN v_role;
END $$;
