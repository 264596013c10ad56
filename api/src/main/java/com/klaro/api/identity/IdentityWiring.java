package com.klaro.api.identity;

import com.klaro.api.sessions.AccessTokens;
import com.klaro.api.sessions.DeviceTokens;
import com.klaro.api.sessions.JwksResource;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.AccountReader;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PasswordHasher;
import com.klaro.store.identity.PresenceIntake;
import com.klaro.store.identity.RefreshTokenKeys;
import com.klaro.store.identity.SessionIntake;
import com.klaro.store.identity.SignupIntake;
import com.klaro.store.workspaces.WorkspaceReader;
import java.util.List;

/// Builds what this feature answers with.
public final class IdentityWiring {

  private IdentityWiring() {}

  public static List<Object> resources(
      IdentitySettings settings,
      Store store,
      AccessTokens tokens,
      RefreshTokenKeys refreshTokens,
      PasswordHasher hasher,
      IdempotencyKeys idempotency) {
    StoreSettings given = store.settings();
    var addresses = new AddressIndex(store.key(AddressIndex.SECRET));
    var workspaces = new WorkspaceReader(given.master());
    var sessions =
        new SessionIntake(
            store.database(),
            given.master(),
            workspaces,
            store.audit(),
            refreshTokens,
            settings.sessions(),
            given.random(),
            given.ids(),
            given.clock());
    var signups =
        new SignupIntake(
            store.database(),
            given.master(),
            addresses,
            sessions,
            store.audit(),
            store.outbox(),
            settings.signupLink(),
            given.random(),
            given.ids(),
            given.clock());
    var accounts = new AccountReader(store.database(), addresses);
    var devices = new DeviceTokens(given.master().derive("device-tokens"), given.random());
    var answers = new SessionAnswers(tokens, devices);
    return List.of(
        new SignupResource(signups, hasher, answers, idempotency),
        new SessionsResource(accounts, sessions, hasher, answers),
        new MeResource(
            new PresenceIntake(store.database(), given.master(), workspaces, given.clock())),
        new JwksResource(tokens));
  }

  /// The classes of those, for the document that is written without a database.
  public static List<Class<?>> types() {
    return List.of(
        SignupResource.class, SessionsResource.class, MeResource.class, JwksResource.class);
  }
}
