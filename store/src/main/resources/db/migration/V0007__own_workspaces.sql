-- A session's answer names its account's workspaces. Read in a transaction of their own, they could fail after a refresh
-- token was already swapped, and its owner would look like a thief.
GRANT EXECUTE ON FUNCTION workspaces_of TO ${identity};
