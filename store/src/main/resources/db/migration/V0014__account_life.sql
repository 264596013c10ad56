-- A wish to have another address, at most one of an account. Both addresses confirm; whichever does so second makes the
-- change. The request path looks the new address up nowhere: whether it has an account is decided by the activity that mails.
CREATE TABLE email_changes (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL UNIQUE REFERENCES accounts ON DELETE CASCADE,
  -- Who asked: the wish falls with this session when somebody else ends it, and the session stays when the wish is granted.
  session_id uuid NOT NULL,
  new_index bytea NOT NULL,
  data_key bytea NOT NULL,
  new_email_encrypted bytea NOT NULL,
  requested_at timestamptz NOT NULL,
  -- Of the newest link; before there is one, of the request.
  expires_at timestamptz NOT NULL,
  old_mailed_at timestamptz,
  new_mailed_at timestamptz,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz
);

-- A repeated mail makes a second token of the same side: they are valid together and fall together.
CREATE TABLE email_change_tokens (
  token_hash bytea PRIMARY KEY,
  change_id uuid NOT NULL REFERENCES email_changes ON DELETE CASCADE,
  side text NOT NULL CHECK (side IN ('old', 'new'))
);
CREATE INDEX email_change_tokens_of_change ON email_change_tokens (change_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON email_changes TO ${identity};
GRANT SELECT, INSERT, DELETE ON email_change_tokens TO ${identity};

-- Where a notice goes that is not for the account's address: to the one it had before. Under the account's data key.
ALTER TABLE notices ADD COLUMN email_encrypted bytea;

-- What is left of an account that was deleted: where its farewell goes, until that is mailed.
CREATE TABLE account_deletions (
  account_id uuid PRIMARY KEY,
  data_key bytea NOT NULL,
  email_encrypted bytea NOT NULL,
  requested_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON account_deletions TO ${identity};

-- Whoever is gone invites nobody; of a workspace that is closed too, whose invitations are there until their time has come.
ALTER TABLE invitations
  DROP CONSTRAINT invitations_invited_by_fkey,
  ADD CONSTRAINT invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES accounts ON DELETE CASCADE;
CREATE INDEX invitations_of_inviter ON invitations (invited_by);

-- The workspaces of an account, in the order in which they are locked.
CREATE FUNCTION memberships_of(p_account uuid) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  v_set text;
  v_workspaces uuid[];
BEGIN
  v_set := set_config('klaro.workspace_id', '', true);
  v_set := set_config('klaro.account_id', p_account::text, true);
  v_workspaces := ARRAY(SELECT m.workspace_id FROM memberships m WHERE m.account_id = p_account ORDER BY 1);
  v_set := set_config('klaro.account_id', '', true);
  RETURN v_workspaces;
END $$;

-- Whether some workspace has no other owner. Waits for whoever changes one of its memberships, and has them wait from then
-- on: the answer holds until the transaction ends.
CREATE FUNCTION owns_alone(p_account uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_set text;
  v_workspace uuid;
  v_alone boolean := false;
BEGIN
  FOREACH v_workspace IN ARRAY memberships_of(p_account) LOOP
    v_set := set_config('klaro.workspace_id', v_workspace::text, true);
    PERFORM 1 FROM workspaces w WHERE w.id = v_workspace FOR NO KEY UPDATE;
    v_alone := v_alone OR NOT EXISTS (
      SELECT 1 FROM memberships m
      WHERE m.workspace_id = v_workspace AND m.role = 'owner' AND m.account_id <> p_account)
      AND EXISTS (
        SELECT 1 FROM memberships m
        WHERE m.workspace_id = v_workspace AND m.role = 'owner' AND m.account_id = p_account);
  END LOOP;
  v_set := set_config('klaro.workspace_id', '', true);
  RETURN v_alone;
END $$;

-- Ends every membership of an account, and says where the chains of those workspaces end, which wait for their next link:
-- it is made under a key that is not here.
CREATE FUNCTION leave_workspaces(p_account uuid)
RETURNS TABLE (workspace_id uuid, role text, seq bigint, hash bytea, mac bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_set text;
  v_workspace uuid;
BEGIN
  FOREACH v_workspace IN ARRAY memberships_of(p_account) LOOP
    v_set := set_config('klaro.workspace_id', v_workspace::text, true);
    PERFORM 1 FROM workspaces w WHERE w.id = v_workspace FOR NO KEY UPDATE;
    DELETE FROM memberships m WHERE m.workspace_id = v_workspace AND m.account_id = p_account RETURNING m.role INTO role;
    SELECT h.seq, h.hash, h.mac INTO STRICT seq, hash, mac
    FROM audit_heads h WHERE h.workspace_id = v_workspace FOR UPDATE;
    workspace_id := v_workspace;
    RETURN NEXT;
  END LOOP;
  v_set := set_config('klaro.workspace_id', '', true);
END $$;

-- That link; no other act, and at the end of the chain only.
CREATE FUNCTION record_departure(
  p_workspace uuid, p_seq bigint, p_at timestamptz, p_actor text, p_action text, p_subject text, p_data text,
  p_previous bytea, p_hash bytea, p_mac bytea, p_head_mac bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('klaro.workspace_id', p_workspace::text, true);
  UPDATE audit_heads h SET seq = p_seq, hash = p_hash, mac = p_head_mac
  WHERE h.workspace_id = p_workspace AND h.seq = p_seq - 1 AND h.hash = p_previous AND p_action = 'member.left';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no departure at the end of this chain' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO audit_events (workspace_id, seq, at, actor, action, subject, data, previous_hash, hash, mac)
  VALUES (p_workspace, p_seq, p_at, p_actor, p_action, p_subject, p_data, p_previous, p_hash, p_mac);
  PERFORM set_config('klaro.workspace_id', '', true);
END $$;

REVOKE ALL ON FUNCTION memberships_of, owns_alone, leave_workspaces, record_departure FROM PUBLIC;
GRANT EXECUTE ON FUNCTION owns_alone, leave_workspaces, record_departure TO ${identity};

-- As before, and since when: for whoever takes along what is kept of them.
DROP FUNCTION workspaces_of(uuid);
CREATE FUNCTION workspaces_of(p_account uuid)
RETURNS TABLE (
  id uuid, data_key bytea, name_encrypted bytea, country text, created_at timestamptz, role text, since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('klaro.workspace_id', '', true);
  PERFORM set_config('klaro.account_id', p_account::text, true);
  RETURN QUERY
    SELECT w.id, w.data_key, w.name_encrypted, w.country, w.created_at, m.role, m.since
    FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.account_id = p_account
    ORDER BY w.id;
  PERFORM set_config('klaro.account_id', '', true);
END $$;
REVOKE ALL ON FUNCTION workspaces_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workspaces_of TO ${identity};
