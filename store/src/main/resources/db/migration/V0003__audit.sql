-- One chain per workspace: each row carries the hash of itself and its predecessor, and a MAC under a key that is not here.
CREATE TABLE audit_events (
  workspace_id uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  data text NOT NULL,
  is_staff boolean NOT NULL DEFAULT false,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  mac bytea NOT NULL,
  PRIMARY KEY (workspace_id, seq)
);
CREATE TABLE audit_heads (
  workspace_id uuid PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  mac bytea NOT NULL
);
-- Heads signed with Ed25519, regularly and at every export: a chain that ends before one of these was cut.
CREATE TABLE audit_signed_heads (
  workspace_id uuid NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  at timestamptz NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (workspace_id, seq, key_id)
);
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_events', 'audit_heads', 'audit_signed_heads'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY this_workspace ON %I '
      'USING (workspace_id = nullif(current_setting(''klaro.workspace_id'', true), '''')::uuid) '
      'WITH CHECK (workspace_id = nullif(current_setting(''klaro.workspace_id'', true), '''')::uuid)', t);
    EXECUTE format('CREATE POLICY every_chain ON %I FOR SELECT TO ${audit_reader} USING (true)', t);
  END LOOP;
END $$;

-- Acts outside any workspace: one chain per account (`account/…`), one for the program itself (`platform`).
CREATE TABLE platform_audit_events (
  chain text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  data text NOT NULL,
  is_staff boolean NOT NULL DEFAULT false,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  mac bytea NOT NULL,
  PRIMARY KEY (chain, seq)
);
CREATE TABLE platform_audit_heads (
  chain text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  mac bytea NOT NULL
);
CREATE TABLE platform_audit_signed_heads (
  chain text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  at timestamptz NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (chain, seq, key_id)
);

-- The verifier must notice a workspace whose chain is gone altogether: it may see that a workspace is, and nothing of it.
CREATE POLICY every_chain ON workspaces FOR SELECT TO ${audit_reader} USING (true);
GRANT SELECT (id) ON workspaces TO ${audit_reader};

-- Nobody who writes events may change or delete one; heads move forward only through UPDATE.
GRANT SELECT, INSERT ON audit_events TO ${tenant};
GRANT SELECT, INSERT, UPDATE ON audit_heads TO ${tenant};
GRANT SELECT, INSERT ON audit_signed_heads TO ${tenant};
GRANT INSERT ON platform_audit_events TO ${identity}, ${platform};
GRANT SELECT, INSERT, UPDATE ON platform_audit_heads TO ${identity}, ${platform};
GRANT SELECT, INSERT ON platform_audit_signed_heads TO ${platform};
GRANT SELECT ON audit_events, audit_heads, audit_signed_heads TO ${audit_reader};
GRANT SELECT ON platform_audit_events, platform_audit_heads, platform_audit_signed_heads TO ${audit_reader};
