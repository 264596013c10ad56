-- Whether the account of a session is there, and it stays there until the transaction ends: for whoever is about to become a
-- member, of whom the gate has no membership to hold on to. A deletion that came first is waited for.
CREATE FUNCTION hold_account(p_account uuid, p_session uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM (SELECT a.id FROM accounts a WHERE a.id = p_account FOR KEY SHARE) held
      JOIN sessions s ON s.account_id = held.id WHERE s.id = p_session);
$$;
REVOKE ALL ON FUNCTION hold_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_account TO ${tenant};
