-- Passkeys (WebAuthn): public keys of pairs whose other half never leaves the authenticator of the owner.
CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  credential_id bytea NOT NULL UNIQUE CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
  -- As COSE (RFC 9052) writes it.
  public_key bytea NOT NULL,
  -- Of the newest use. An authenticator that counts never counts back; one that does not says 0.
  sign_count bigint NOT NULL,
  -- Whether copies of it may be kept elsewhere, which never changes, and whether there are any.
  backup_eligible boolean NOT NULL,
  backed_up boolean NOT NULL,
  name_encrypted bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_of_account ON passkeys (account_id);

-- Who an authenticator says it signs in: random, so that it tells nobody else anything.
ALTER TABLE accounts ADD COLUMN passkey_handle bytea UNIQUE;

-- Challenges that were answered. What was asked is kept nowhere: a challenge proves by its MAC that it is ours and when it ends.
CREATE TABLE passkey_challenges (
  challenge_hash bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at);

-- They belong to whoever has a second factor, and that may be a passkey alone.
ALTER TABLE recovery_codes DROP CONSTRAINT recovery_codes_account_id_fkey;
ALTER TABLE recovery_codes ADD FOREIGN KEY (account_id) REFERENCES accounts ON DELETE CASCADE;

GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys, passkey_challenges TO ${identity};
