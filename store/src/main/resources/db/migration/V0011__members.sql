-- A closed workspace admits nobody and is founded by nobody again. Its trail stays.
ALTER TABLE workspaces ADD COLUMN closed_at timestamptz;

-- The last owner stays one, whoever asks and however many at once: who comes second waits for the workspace's row and
-- then counts what the first has left. The intake asks the same under the same lock and answers; this holds when it errs.
CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM workspaces w WHERE w.id = OLD.workspace_id AND w.closed_at IS NULL FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (
      SELECT 1 FROM memberships m WHERE m.workspace_id = OLD.workspace_id AND m.role = 'owner') THEN
    RAISE EXCEPTION 'a workspace needs an owner' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_an_owner AFTER UPDATE OR DELETE ON memberships
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION keep_an_owner();

-- Whether the caller's session was begun with a proof that is not older. Asked only where an act needs a fresh one.
CREATE FUNCTION authenticated_since(p_account uuid, p_session uuid, p_since timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM sessions s WHERE s.id = p_session AND s.account_id = p_account AND s.authenticated_at > p_since);
$$;

-- One member of the workspace that the gate has entered; of no other.
CREATE FUNCTION member_profile(p_workspace uuid, p_account uuid)
RETURNS TABLE (account_id uuid, data_key bytea, email_encrypted bytea, full_name_encrypted bytea, role text, since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF p_workspace IS DISTINCT FROM nullif(current_setting('klaro.workspace_id', true), '')::uuid THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.id, a.data_key, a.email_encrypted, a.full_name_encrypted, m.role, m.since
    FROM memberships m JOIN accounts a ON a.id = m.account_id
    WHERE m.workspace_id = p_workspace AND m.account_id = p_account;
END $$;

REVOKE ALL ON FUNCTION keep_an_owner, authenticated_since, member_profile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_an_owner, authenticated_since, member_profile TO ${tenant};
