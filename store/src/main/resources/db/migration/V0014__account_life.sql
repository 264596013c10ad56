-- A wish to have another address, at most one of an account. Both addresses confirm; whichever does so second makes the
-- change. The request path looks the new address up nowhere: whether it has an account is decided by the activity that mails.
CREATE TABLE email_changes (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL UNIQUE REFERENCES accounts ON DELETE CASCADE,
  -- Who asked: the wish falls with this session when somebody else ends it, and the session stays when the wish is granted.
  session_id uuid NOT NULL,
  new_index bytea NOT NULL,
  data_key bytea NOT NULL,
  new_email_encrypted bytea NOT NULL,
  requested_at timestamptz NOT NULL,
  -- Of the newest link; before there is one, of the request.
  expires_at timestamptz NOT NULL,
  old_mailed_at timestamptz,
  new_mailed_at timestamptz,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz
);

-- A repeated mail makes a second token of the same side: they are valid together and fall together.
CREATE TABLE email_change_tokens (
  token_hash bytea PRIMARY KEY,
  change_id uuid NOT NULL REFERENCES email_changes ON DELETE CASCADE,
  side text NOT NULL CHECK (side IN ('old', 'new'))
);
CREATE INDEX email_change_tokens_of_change ON email_change_tokens (change_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON email_changes TO ${identity};
GRANT SELECT, INSERT, DELETE ON email_change_tokens TO ${identity};

-- Where a notice goes that is not for the account's address: to the one it had before. Under the account's data key.
ALTER TABLE notices ADD COLUMN email_encrypted bytea;
