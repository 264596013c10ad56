-- The passkey that a session began with. It may be gone.
ALTER TABLE sessions ADD COLUMN passkey_id uuid;
