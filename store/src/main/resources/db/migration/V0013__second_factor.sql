-- The second factor of an account: a secret shared with an authenticator app (RFC 6238), encrypted under the account's data
-- key. One that is being set up stands beside the one in use, and takes its place when a first code has proved it.
CREATE TABLE second_factors (
  account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  secret_encrypted bytea,
  confirmed_at timestamptz,
  -- The time step of the newest code that was used: no code works twice, and none that is older.
  last_step bigint NOT NULL DEFAULT 0,
  pending_encrypted bytea,
  CHECK ((secret_encrypted IS NULL) = (confirmed_at IS NULL)),
  CHECK (secret_encrypted IS NOT NULL OR pending_encrypted IS NOT NULL)
);

-- For whoever has lost the app. SHA-256 of 120 random bits; a code that was used is deleted.
CREATE TABLE recovery_codes (
  account_id uuid NOT NULL REFERENCES second_factors ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  PRIMARY KEY (account_id, code_hash)
);

-- Whether a secret is confirmed: here as well, because every sign-in and every gated request has this row in hand.
ALTER TABLE accounts ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
-- Whether the password is one that only an account with a second factor may have.
ALTER TABLE credentials ADD COLUMN password_short boolean NOT NULL DEFAULT false;

-- Whether members without a second factor are kept out. Each membership says it again, because the gate has that row in hand
-- with every request: a look at the workspace's own would cost it as much again as all that it asks already.
ALTER TABLE workspaces ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;
ALTER TABLE memberships ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;

CREATE FUNCTION spread_second_factor_required() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE memberships m SET second_factor_required = NEW.second_factor_required WHERE m.workspace_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER spread_second_factor_required AFTER UPDATE OF second_factor_required ON workspaces
  FOR EACH ROW EXECUTE FUNCTION spread_second_factor_required();

-- Waits for whoever is changing it.
CREATE FUNCTION inherit_second_factor_required() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  NEW.second_factor_required := (
    SELECT w.second_factor_required FROM workspaces w WHERE w.id = NEW.workspace_id FOR SHARE);
  RETURN NEW;
END $$;
CREATE TRIGGER inherit_second_factor_required BEFORE INSERT ON memberships
  FOR EACH ROW EXECUTE FUNCTION inherit_second_factor_required();

GRANT SELECT, INSERT, UPDATE, DELETE ON second_factors TO ${identity};
GRANT SELECT, INSERT, DELETE ON recovery_codes TO ${identity};

-- As before, and a member without the second factor that the workspace asks for stays outside.
CREATE OR REPLACE FUNCTION admit(p_account uuid, p_session uuid, p_workspace uuid, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_entered text;
  v_seen timestamptz;
  v_role text;
  v_lacks boolean;
BEGIN
  v_entered := set_config('klaro.workspace_id', p_workspace::text, true);
  SELECT s.last_seen_at, m.role, m.second_factor_required AND NOT a.second_factor INTO v_seen, v_role, v_lacks
  FROM sessions s JOIN accounts a ON a.id = s.account_id
  LEFT JOIN memberships m ON m.workspace_id = p_workspace AND m.account_id = s.account_id
  WHERE s.id = p_session AND s.account_id = p_account
    AND s.ended_at IS NULL AND s.expires_at > p_now AND s.last_seen_at + s.idle > p_now
    AND a.disabled_at IS NULL;
  IF v_role IS NULL OR v_lacks THEN
    v_entered := set_config('klaro.workspace_id', '', true);
    RETURN CASE WHEN v_seen IS NULL THEN 'session-ended' WHEN v_role IS NULL THEN 'not-a-member'
      ELSE 'second-factor-missing' END;
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

-- Whether the caller has a second factor: asked of who makes a workspace ask for one.
CREATE FUNCTION has_second_factor(p_account uuid, p_session uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM sessions s JOIN accounts a ON a.id = s.account_id
    WHERE s.id = p_session AND s.account_id = p_account AND a.second_factor);
$$;
REVOKE ALL ON FUNCTION has_second_factor, spread_second_factor_required, inherit_second_factor_required FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_second_factor, spread_second_factor_required, inherit_second_factor_required TO ${tenant};
