-- People who can sign in. Personal columns are encrypted under the row's own data key; the address is found by an HMAC.
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  email_index bytea NOT NULL UNIQUE,
  data_key bytea NOT NULL,
  email_encrypted bytea NOT NULL,
  full_name_encrypted bytea NOT NULL,
  locale text NOT NULL DEFAULT 'en',
  created_at timestamptz NOT NULL,
  disabled_at timestamptz
);

-- A table apart, so that no reader of accounts can read a hash by accident.
CREATE TABLE credentials (
  account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  password_phc text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  authenticated_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  idle interval NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Position in the chain of refresh tokens; only SHA-256 of the current token and of its predecessor is kept.
  generation integer NOT NULL DEFAULT 0,
  refresh_hash bytea NOT NULL,
  previous_refresh_hash bytea,
  rotated_at timestamptz,
  user_agent text NOT NULL DEFAULT ''
);
CREATE INDEX sessions_of_account ON sessions (account_id) WHERE ended_at IS NULL;

-- Accepted requests to sign up. Personal columns are emptied on completion; unfinished rows are deleted.
CREATE TABLE signups (
  id uuid PRIMARY KEY,
  email_index bytea NOT NULL,
  data_key bytea,
  email_encrypted bytea,
  workspace_name_encrypted bytea,
  country text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'known-address', 'completed')),
  requested_at timestamptz NOT NULL,
  mailed_at timestamptz
);
CREATE INDEX signups_of_address ON signups (email_index) WHERE state = 'open';

-- A repeated mail makes a second token of the same request: they are valid together and fall together.
CREATE TABLE signup_tokens (
  token_hash bytea PRIMARY KEY,
  signup_id uuid NOT NULL REFERENCES signups ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX signup_tokens_of_signup ON signup_tokens (signup_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts, credentials, sessions, signups, signup_tokens TO ${identity};
