-- As before (V0005, V0011), and whether a member has a second factor: for whoever is about to ask for one.
DROP FUNCTION member_profiles(uuid, uuid, integer);
CREATE FUNCTION member_profiles(p_workspace uuid, p_after uuid, p_limit integer)
RETURNS TABLE (
  account_id uuid, data_key bytea, email_encrypted bytea, full_name_encrypted bytea, role text, since timestamptz,
  second_factor boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF p_workspace IS DISTINCT FROM nullif(current_setting('klaro.workspace_id', true), '')::uuid THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.id, a.data_key, a.email_encrypted, a.full_name_encrypted, m.role, m.since, a.second_factor
    FROM memberships m JOIN accounts a ON a.id = m.account_id
    WHERE m.workspace_id = p_workspace AND (p_after IS NULL OR m.account_id > p_after)
    ORDER BY m.account_id LIMIT p_limit;
END $$;

DROP FUNCTION member_profile(uuid, uuid);
CREATE FUNCTION member_profile(p_workspace uuid, p_account uuid)
RETURNS TABLE (
  account_id uuid, data_key bytea, email_encrypted bytea, full_name_encrypted bytea, role text, since timestamptz,
  second_factor boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF p_workspace IS DISTINCT FROM nullif(current_setting('klaro.workspace_id', true), '')::uuid THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.id, a.data_key, a.email_encrypted, a.full_name_encrypted, m.role, m.since, a.second_factor
    FROM memberships m JOIN accounts a ON a.id = m.account_id
    WHERE m.workspace_id = p_workspace AND m.account_id = p_account;
END $$;
REVOKE ALL ON FUNCTION member_profiles, member_profile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION member_profiles, member_profile TO ${tenant};

-- When a member was last told that a second factor is asked for: whoever turns that off and on again mails nobody twice a day.
ALTER TABLE memberships ADD COLUMN second_factor_told_at timestamptz;
