-- Secrets, wrapped by the master key. The newest version is used; older live ones are still accepted.
CREATE TABLE secrets (
  name text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  retire_at timestamptz,
  wrapped bytea NOT NULL,
  PRIMARY KEY (name, version)
);

-- What must reach Temporal, written in the transaction that decided it. A row that arrived is deleted.
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('start', 'signal', 'signal-with-start')),
  workflow_type text NOT NULL,
  workflow_id text NOT NULL,
  task_queue text NOT NULL,
  signal_name text,
  arguments jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  last_error text
);
CREATE INDEX outbox_due ON outbox (due_at);

-- First answers to writes that carried an Idempotency-Key. Key and fingerprint are HMACs, the answer is encrypted.
CREATE TABLE idempotency_keys (
  owner bytea NOT NULL,
  key bytea NOT NULL,
  fingerprint bytea NOT NULL,
  operation_id uuid NOT NULL,
  lease_until timestamptz NOT NULL,
  answer bytea,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (owner, key)
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, idempotency_keys TO ${platform};
-- A version is never deleted or replaced, only retired: what it wrapped, signed or keyed must stay readable.
GRANT SELECT, INSERT, UPDATE (retire_at) ON secrets TO ${platform};
GRANT INSERT ON outbox TO ${identity}, ${tenant};
