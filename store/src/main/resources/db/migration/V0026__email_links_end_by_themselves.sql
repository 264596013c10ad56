-- As V0024 for new passwords: a repeated mail moved the end of a wish on, and the links of earlier mails, to either address,
-- lived longer than they say. Programs of before do not fill it in; what they make ends with its wish as before.
ALTER TABLE email_change_tokens ADD COLUMN expires_at timestamptz NOT NULL DEFAULT 'infinity';
