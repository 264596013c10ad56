-- Who is asked to join. A row goes when it is accepted, withdrawn, replaced or over; so at most one is open per address.
CREATE TABLE invitations (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  id uuid NOT NULL,
  email_index bytea NOT NULL,
  email_encrypted bytea NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'agent', 'admin', 'owner')),
  invited_by uuid NOT NULL REFERENCES accounts,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  mailed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, email_index)
);
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY this_workspace ON invitations
  USING (workspace_id = nullif(current_setting('klaro.workspace_id', true), '')::uuid)
  WITH CHECK (workspace_id = nullif(current_setting('klaro.workspace_id', true), '')::uuid);

-- A repeated mail makes a second token of the same invitation: they are valid together and fall together.
CREATE TABLE invitation_tokens (
  workspace_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  invitation_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, invitation_id) REFERENCES invitations ON DELETE CASCADE
);
CREATE INDEX invitation_tokens_of_invitation ON invitation_tokens (workspace_id, invitation_id);
ALTER TABLE invitation_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY this_workspace ON invitation_tokens
  USING (workspace_id = nullif(current_setting('klaro.workspace_id', true), '')::uuid)
  WITH CHECK (workspace_id = nullif(current_setting('klaro.workspace_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON invitations, invitation_tokens TO ${tenant};

-- As admit, for somebody who is no member yet and holds a token: the role they are invited to, or why not. The account
-- must be the invited one. Wrong token, another's, over and unknown workspace are one refusal.
CREATE FUNCTION admit_invited(p_account uuid, p_session uuid, p_workspace uuid, p_token_hash bytea, p_now timestamptz)
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
  WHERE t.workspace_id = p_workspace AND t.token_hash = p_token_hash
    AND i.email_index = v_index AND i.expires_at > p_now AND w.closed_at IS NULL;
  IF v_role IS NULL THEN
    v_entered := set_config('klaro.workspace_id', '', true);
    RETURN 'not-invited';
  END IF;
  RETURN v_role;
END $$;

-- Whether an address is a member's of the workspace that the gate has entered; of no other.
CREATE FUNCTION is_members_address(p_workspace uuid, p_email_index bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM memberships m JOIN accounts a ON a.id = m.account_id
    WHERE m.workspace_id = p_workspace AND a.email_index = p_email_index
      AND p_workspace = nullif(current_setting('klaro.workspace_id', true), '')::uuid);
$$;

-- Ids of all that are there, for recovery: each is then worked on inside its own workspace. Only the owner of this
-- function may read across, and only while it runs.
CREATE POLICY walked ON invitations FOR SELECT TO ${owner}
  USING (current_setting('klaro.walk', true) = 'invitations');
CREATE FUNCTION all_invitations(p_after_workspace uuid, p_after uuid, p_limit integer)
RETURNS TABLE (workspace_id uuid, id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('klaro.walk', 'invitations', true);
  RETURN QUERY
    SELECT i.workspace_id, i.id FROM invitations i
    WHERE p_after_workspace IS NULL OR (i.workspace_id, i.id) > (p_after_workspace, p_after)
    ORDER BY i.workspace_id, i.id LIMIT p_limit;
  PERFORM set_config('klaro.walk', '', true);
END $$;

REVOKE ALL ON FUNCTION admit_invited, is_members_address, all_invitations FROM PUBLIC;
GRANT EXECUTE ON FUNCTION admit_invited, is_members_address TO ${tenant};
GRANT EXECUTE ON FUNCTION all_invitations TO ${platform};
