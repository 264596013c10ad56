-- The only ways across the line between credentials and tenant rows. Each runs as the owner, who is subject to FORCE RLS
-- like everybody, so each names the workspace it works in; each has a pinned search path.

-- Session, membership and role in one round trip: answers the role, or why there is none. Leaves the transaction inside
-- the workspace, or inside none. Every gated request runs it, hence one query and a plain value: a set of rows would be
-- materialized, and PERFORM runs a query of its own.
CREATE FUNCTION admit(p_account uuid, p_session uuid, p_workspace uuid, p_now timestamptz) RETURNS text
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
    WHERE s.id = (SELECT x.id FROM sessions x WHERE x.id = p_session FOR UPDATE SKIP LOCKED);
  END IF;
  RETURN v_role;
END $$;

-- The workspaces of one account, with what is needed to show them.
CREATE FUNCTION workspaces_of(p_account uuid)
RETURNS TABLE (id uuid, data_key bytea, name_encrypted bytea, country text, created_at timestamptz, role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('klaro.workspace_id', '', true);
  PERFORM set_config('klaro.account_id', p_account::text, true);
  RETURN QUERY
    SELECT w.id, w.data_key, w.name_encrypted, w.country, w.created_at, m.role
    FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.account_id = p_account
    ORDER BY w.id;
  PERFORM set_config('klaro.account_id', '', true);
END $$;

-- Names and addresses of the members of the workspace that the gate has entered; of no other.
CREATE FUNCTION member_profiles(p_workspace uuid, p_after uuid, p_limit integer)
RETURNS TABLE (account_id uuid, data_key bytea, email_encrypted bytea, full_name_encrypted bytea, role text, since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF p_workspace IS DISTINCT FROM nullif(current_setting('klaro.workspace_id', true), '')::uuid THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.id, a.data_key, a.email_encrypted, a.full_name_encrypted, m.role, m.since
    FROM memberships m JOIN accounts a ON a.id = m.account_id
    WHERE m.workspace_id = p_workspace AND (p_after IS NULL OR m.account_id > p_after)
    ORDER BY m.account_id LIMIT p_limit;
END $$;

-- A proven address becomes an account with a workspace, all in the caller's transaction. Account, credential, session and
-- outbox rows are written by the caller (klaro_identity); what is behind the tenancy line is written here.
CREATE FUNCTION complete_signup(
  p_signup uuid, p_account uuid, p_workspace uuid, p_workspace_data_key bytea, p_workspace_name bytea, p_now timestamptz,
  p_audit_actor text, p_audit_action text, p_audit_subject text, p_audit_data text,
  p_audit_previous bytea, p_audit_hash bytea, p_audit_mac bytea, p_head_mac bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_country text;
BEGIN
  SELECT s.country INTO STRICT v_country FROM signups s WHERE s.id = p_signup AND s.state = 'open';
  PERFORM set_config('klaro.workspace_id', p_workspace::text, true);
  INSERT INTO workspaces (id, data_key, name_encrypted, country, created_at)
  VALUES (p_workspace, p_workspace_data_key, p_workspace_name, v_country, p_now);
  INSERT INTO memberships (workspace_id, account_id, role, since) VALUES (p_workspace, p_account, 'owner', p_now);
  INSERT INTO audit_events (workspace_id, seq, at, actor, action, subject, data, previous_hash, hash, mac)
  VALUES (p_workspace, 1, p_now, p_audit_actor, p_audit_action, p_audit_subject, p_audit_data,
          p_audit_previous, p_audit_hash, p_audit_mac);
  INSERT INTO audit_heads (workspace_id, seq, hash, mac) VALUES (p_workspace, 1, p_audit_hash, p_head_mac);
  PERFORM set_config('klaro.workspace_id', '', true);
END $$;

REVOKE ALL ON FUNCTION admit, workspaces_of, member_profiles, complete_signup FROM PUBLIC;
GRANT EXECUTE ON FUNCTION admit, workspaces_of, member_profiles TO ${tenant};
GRANT EXECUTE ON FUNCTION complete_signup TO ${identity};
