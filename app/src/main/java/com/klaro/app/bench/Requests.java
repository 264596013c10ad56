package com.klaro.app.bench;

import com.klaro.app.bench.Customers.Customer;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.identity.RefreshIntake;
import com.klaro.store.identity.RefreshOutcome;
import com.klaro.store.members.MemberReader;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceReader;
import java.util.List;
import java.util.function.Function;

/// What an API request does behind its door, for one of several customers in turn.
final class Requests {

  private final Store store;
  private final List<Customer> customers;
  private final WorkspaceReader workspaces;
  private final MemberReader members;
  private final RefreshIntake refreshes;
  private final String[] refreshTokens;

  private Requests(Store store, List<Customer> customers) {
    this.store = store;
    this.customers = customers;
    this.workspaces = new WorkspaceReader(store.settings().master());
    this.members = new MemberReader(store.settings().master());
    this.refreshes = Customers.withoutWorkflows(store).refreshes();
    this.refreshTokens = customers.stream().map(Customer::refreshToken).toArray(String[]::new);
  }

  static Requests on(Store store, List<Customer> customers) {
    return new Requests(store, customers);
  }

  void read(int turn) {
    Object _ = admitted(turn, workspaces::get);
  }

  void members(int turn) {
    int found = admitted(turn, scope -> members.page(scope, null, 50)).size();
    if (found != Crowd.MEMBERS) {
      throw new IllegalStateException("Expected " + Crowd.MEMBERS + " members, found " + found);
    }
  }

  void refresh(int turn) {
    int customer = turn % customers.size();
    if (refreshes.refresh(refreshTokens[customer])
        instanceof RefreshOutcome.Refreshed(var session)) {
      refreshTokens[customer] = session.refreshToken();
      return;
    }
    throw new IllegalStateException("A refresh was refused");
  }

  /// Of this database, as Postgres counts them.
  int connections() {
    return store
        .database()
        .transaction(
            DatabaseRole.PLATFORM,
            transaction ->
                transaction
                    .handle()
                    .select(
                        """
                        SELECT count(*)::int FROM pg_stat_activity
                        WHERE datname = current_database() AND backend_type = 'client backend'
                        """)
                    .mapTo(Integer.class)
                    .one());
  }

  private <T> T admitted(int turn, Function<WorkspaceScope, T> work) {
    Customer customer = customers.get(turn % customers.size());
    return store
        .gate()
        .admit(
            customer.member(),
            customer.workspaceId(),
            Role.VIEWER,
            admission -> {
              if (admission instanceof Admission.Admitted(var scope)) {
                return work.apply(scope);
              }
              throw new IllegalStateException("The owner was refused");
            });
  }
}
