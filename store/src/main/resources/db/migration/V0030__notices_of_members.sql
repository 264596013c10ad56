-- What a member is told of who manages a workspace: its name, and what changed, under the account's data key until it is
-- mailed. Who changes memberships writes it in the same transaction, and sees of notices nothing.
ALTER TABLE notices ADD COLUMN about_encrypted bytea;
GRANT INSERT (id, account_id, kind, happened_at, about_encrypted) ON notices TO ${tenant};
