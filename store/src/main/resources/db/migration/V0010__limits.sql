-- How often something went wrong, shared by all processes. A bucket is the moment when it will be whole again; its key is an
-- HMAC of what is counted.
CREATE TABLE limit_buckets (
  key bytea PRIMARY KEY,
  whole_at timestamptz NOT NULL
);
CREATE INDEX limit_buckets_whole ON limit_buckets (whole_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON limit_buckets TO ${identity};
