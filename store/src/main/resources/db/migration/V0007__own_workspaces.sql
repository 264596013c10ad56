-- An account's workspaces are told with its session: when a session is issued, and to whoever is signed in. Read in a
-- transaction of their own, they could fail after a refresh token was already swapped, and its owner would look like a
-- thief; and the role that works inside of workspaces could have asked for anybody's.
GRANT EXECUTE ON FUNCTION workspaces_of TO ${identity};
REVOKE EXECUTE ON FUNCTION workspaces_of FROM ${tenant};
