-- Those that are there already count as old.
UPDATE accounts SET second_factor_since = created_at WHERE second_factor;
