-- As before (V0015), and how many workspaces the account belongs to; null when it is not there. Whoever is about to become a
-- member does so one after the other, or two could both find the last room.
DROP FUNCTION hold_account(uuid, uuid);
CREATE FUNCTION hold_account(p_account uuid, p_session uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM accounts a
  WHERE a.id = p_account AND EXISTS (SELECT FROM sessions s WHERE s.id = p_session AND s.account_id = p_account)
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN cardinality(memberships_of(p_account));
END $$;
REVOKE ALL ON FUNCTION hold_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_account TO ${tenant};

-- Whether the workspace that was entered has an owner besides this account who can act: one that is disabled cannot.
CREATE FUNCTION has_other_owner(p_workspace uuid, p_account uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM memberships m JOIN accounts a ON a.id = m.account_id
    WHERE m.workspace_id = p_workspace AND m.role = 'owner' AND m.account_id <> p_account AND a.disabled_at IS NULL
      AND p_workspace = nullif(current_setting('klaro.workspace_id', true), '')::uuid);
$$;
REVOKE ALL ON FUNCTION has_other_owner FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_other_owner TO ${tenant};

-- As before (V0011, V0014), but an owner whose account is disabled is nobody to leave a workspace to. The trigger enters the
-- workspace of its row, so that it says the same whoever changes a row, from wherever.
CREATE OR REPLACE FUNCTION keep_an_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_entered text := current_setting('klaro.workspace_id', true);
  v_set text;
  v_kept boolean;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.role = 'owner' THEN
    RETURN NULL;
  END IF;
  v_set := set_config('klaro.workspace_id', OLD.workspace_id::text, true);
  PERFORM 1 FROM workspaces w WHERE w.id = OLD.workspace_id AND w.closed_at IS NULL FOR NO KEY UPDATE;
  v_kept := NOT FOUND OR has_other_owner(OLD.workspace_id, OLD.account_id);
  v_set := set_config('klaro.workspace_id', v_entered, true);
  IF NOT v_kept THEN
    RAISE EXCEPTION 'a workspace needs an owner' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION owns_alone(p_account uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_set text;
  v_workspace uuid;
  v_alone boolean := false;
BEGIN
  FOREACH v_workspace IN ARRAY memberships_of(p_account) LOOP
    v_set := set_config('klaro.workspace_id', v_workspace::text, true);
    PERFORM 1 FROM workspaces w WHERE w.id = v_workspace FOR NO KEY UPDATE;
    v_alone := v_alone OR NOT has_other_owner(v_workspace, p_account)
      AND EXISTS (
        SELECT 1 FROM memberships m
        WHERE m.workspace_id = v_workspace AND m.role = 'owner' AND m.account_id = p_account);
  END LOOP;
  v_set := set_config('klaro.workspace_id', '', true);
  RETURN v_alone;
END $$;
