-- Since when the account has had a second factor, without a break: each later one came with a proof of one before it.
ALTER TABLE accounts ADD COLUMN second_factor_since timestamptz;
