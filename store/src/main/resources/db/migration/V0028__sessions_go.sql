-- Sessions are deleted a while after they ended (`identity.sessionKept`), whose own right to that identity has since V0001. What
-- a batch looks for was begun before it can have ended, and when that was never changes: the index costs no request that is seen.
CREATE INDEX sessions_begun ON sessions (created_at);

-- Whoever ends all sessions of an account passes over those that were over long ago, without reading them. Those that ended are
-- in it too: an export and the deletion of an account look for every one, and read the whole table for it.
DROP INDEX sessions_of_account;
CREATE INDEX sessions_of_account ON sessions (account_id, expires_at);
