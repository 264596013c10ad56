-- A tenant row is visible in a transaction that has named its workspace, and in no other. FORCE: to the owner too.
CREATE TABLE workspaces (
  id uuid PRIMARY KEY,
  data_key bytea NOT NULL,
  name_encrypted bytea NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  created_at timestamptz NOT NULL
);
ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspaces FORCE ROW LEVEL SECURITY;
CREATE POLICY this_workspace ON workspaces
  USING (id = nullif(current_setting('klaro.workspace_id', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('klaro.workspace_id', true), '')::uuid);

CREATE TABLE memberships (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  account_id uuid NOT NULL REFERENCES accounts,
  role text NOT NULL CHECK (role IN ('viewer', 'agent', 'admin', 'owner')),
  since timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, account_id)
);
CREATE INDEX memberships_of_account ON memberships (account_id);
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY this_workspace ON memberships
  USING (workspace_id = nullif(current_setting('klaro.workspace_id', true), '')::uuid)
  WITH CHECK (workspace_id = nullif(current_setting('klaro.workspace_id', true), '')::uuid);

-- "Which workspaces are mine?" crosses workspaces. Only the owner of workspaces_of() may read this way, one account at a time.
CREATE POLICY this_account ON memberships FOR SELECT TO ${owner}
  USING (account_id = nullif(current_setting('klaro.account_id', true), '')::uuid);
CREATE POLICY this_account ON workspaces FOR SELECT TO ${owner}
  USING (id IN (SELECT m.workspace_id FROM memberships m
                WHERE m.account_id = nullif(current_setting('klaro.account_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON workspaces, memberships TO ${tenant};
