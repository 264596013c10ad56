package com.klaro.app.bench;

import com.klaro.app.bench.Customers.Customer;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Fills a database. The customers that requests are made for come through the doors; the many
/// around them, whom nobody reads, are rows of the same shape and size.
final class Crowd {

  /// Of each workspace that is read.
  static final int MEMBERS = 10;

  private static final int READ = 100;

  private Crowd() {}

  static List<Customer> settle(DatabaseAddress address, Store store, int workspaces) {
    // Half before and half after, so that the rows that are read lie among the others.
    surround(address, (workspaces - READ) / 2);
    List<Customer> customers = Customers.withoutWorkflows(store).make(READ);
    befriend(address, customers);
    surround(address, (workspaces - READ) / 2);
    BenchDatabase.execute(address, "VACUUM ANALYZE");
    return customers;
  }

  /// Each account is a member of its own workspace and of the nine before it.
  private static void befriend(DatabaseAddress address, List<Customer> customers) {
    String pairs =
        IntStream.range(0, customers.size())
            .boxed()
            .flatMap(one ->
                IntStream.range(1, MEMBERS)
                    .mapToObj(distance -> {
                      Customer friend = customers.get((one + distance) % customers.size());
                      return "('"
                          + customers.get(one).workspaceId()
                          + "'::uuid, '"
                          + friend.member().accountId()
                          + "'::uuid)";
                    }))
            .collect(Collectors.joining(","));
    BenchDatabase.execute(
        address,
        "INSERT INTO memberships (workspace_id, account_id, role, since) SELECT w, a, 'viewer',"
            + " now() FROM (VALUES "
            + pairs
            + ") AS pairs (w, a)");
  }

  private static void surround(DatabaseAddress address, int workspaces) {
    BenchDatabase.execute(
        address,
        """
        CREATE TEMP TABLE crowd AS
          SELECT gen_random_uuid() AS workspace, gen_random_uuid() AS account FROM generate_series(1, %d);
        INSERT INTO accounts (id, email_index, data_key, email_encrypted, full_name_encrypted, created_at)
          SELECT account, sha256(account::text::bytea), sha512(account::text::bytea), sha256(workspace::text::bytea),
                 sha256(account::text::bytea), now() FROM crowd;
        INSERT INTO credentials SELECT account, repeat('p', 97), now() FROM crowd;
        INSERT INTO sessions (id, account_id, created_at, authenticated_at, last_seen_at, idle, expires_at, refresh_hash)
          SELECT gen_random_uuid(), account, now(), now(), now(), interval '30 minutes', now() + interval '12 hours',
                 sha256(account::text::bytea) FROM crowd, generate_series(1, 3);
        INSERT INTO workspaces SELECT workspace, sha512(account::text::bytea), sha256(account::text::bytea), 'IN', now()
          FROM crowd;
        INSERT INTO memberships SELECT workspace, account, 'owner', now() FROM crowd;
        INSERT INTO memberships
          SELECT DISTINCT ON (workspace, friend) workspace, friend, 'agent', now()
          FROM (SELECT workspace, account, lag(account, n) OVER (PARTITION BY n ORDER BY account) AS friend
                FROM crowd, generate_series(1, 4) AS n) AS friends
          WHERE friend IS NOT NULL AND friend <> account;
        INSERT INTO audit_events (workspace_id, seq, at, actor, action, subject, data, previous_hash, hash, mac)
          SELECT workspace, n, now(), 'member/' || account, 'workspace.renamed', 'workspace/' || workspace, '{}',
                 sha256(n::text::bytea), sha256(n::text::bytea), sha256(n::text::bytea)
          FROM crowd, generate_series(1, 20) AS n;
        DROP TABLE crowd
        """
            .formatted(workspaces));
  }
}
