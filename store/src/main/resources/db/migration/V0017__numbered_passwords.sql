-- Which password of the account it is: what a device keeps of a sign-in is worth nothing beside another one. This and the next ones lock
-- a table each: a request that has one and waits for another must never meet a migration that does the same.
ALTER TABLE credentials ADD COLUMN password_number integer NOT NULL DEFAULT 1;
