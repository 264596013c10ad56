-- Accepted requests to reset a password. The request path looks nobody up: whether there is an account is decided by the
-- activity that mails. Rows go when the link's time is over, used or not.
CREATE TABLE password_resets (
  id uuid PRIMARY KEY,
  email_index bytea NOT NULL,
  data_key bytea NOT NULL,
  email_encrypted bytea NOT NULL,
  requested_at timestamptz NOT NULL,
  mailed_at timestamptz,
  -- Of the newest link; before there is one, of the request.
  expires_at timestamptz NOT NULL
);
CREATE INDEX password_resets_of_address ON password_resets (email_index);

-- A repeated mail makes a second token of the same request: they are valid together and fall together.
CREATE TABLE password_reset_tokens (
  token_hash bytea PRIMARY KEY,
  reset_id uuid NOT NULL REFERENCES password_resets ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE
);
CREATE INDEX password_reset_tokens_of_reset ON password_reset_tokens (reset_id);
CREATE INDEX password_reset_tokens_of_account ON password_reset_tokens (account_id);

-- What the owner of an account is still to be told. A row that was mailed is deleted.
CREATE TABLE notices (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  kind text NOT NULL,
  happened_at timestamptz NOT NULL
);
CREATE INDEX notices_of_account ON notices (account_id);

-- Which password of an account this is: whoever compared one must find the same when they write. A new hash of the same
-- password leaves it.
ALTER TABLE credentials ADD COLUMN version integer NOT NULL DEFAULT 1;

GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO ${identity};
GRANT SELECT, INSERT, DELETE ON password_reset_tokens, notices TO ${identity};
