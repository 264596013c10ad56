-- "Does a start of this workflow still wait?" is asked for each signal, also when a long outage has left many rows.
CREATE INDEX outbox_starts ON outbox (workflow_id) WHERE kind <> 'signal';
