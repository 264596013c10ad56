-- Which password of the account it is: what a device keeps of a sign-in is worth nothing beside another one.
ALTER TABLE credentials ADD COLUMN password_number integer NOT NULL DEFAULT 1;

-- Since when the account has had a second factor, without a break: each later one came with a proof of one before it. Those that are
-- there already count as old.
ALTER TABLE accounts ADD COLUMN second_factor_since timestamptz;
UPDATE accounts SET second_factor_since = created_at WHERE second_factor;

-- The passkey that a session began with. It may be gone.
ALTER TABLE sessions ADD COLUMN passkey_id uuid;
