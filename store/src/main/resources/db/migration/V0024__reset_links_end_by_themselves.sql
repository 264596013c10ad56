-- A repeated mail makes a second link, and moved the end of the request on: the first one, which may have been read, lived
-- longer than its mail says. Programs of before do not fill it in; what they make ends with its request as before.
ALTER TABLE password_reset_tokens ADD COLUMN expires_at timestamptz NOT NULL DEFAULT 'infinity';
