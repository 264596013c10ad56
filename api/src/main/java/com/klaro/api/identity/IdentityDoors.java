package com.klaro.api.identity;

import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.AccountDeletionIntake;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.CodeCheck;
import com.klaro.store.identity.CodeSessionIntake;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.EmailChangeIntake;
import com.klaro.store.identity.FactorCheck;
import com.klaro.store.identity.FactorIntake;
import com.klaro.store.identity.HashParametersReader;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.PasskeyCheck;
import com.klaro.store.identity.PasskeyIntake;
import com.klaro.store.identity.PasskeyReader;
import com.klaro.store.identity.PasskeySessionIntake;
import com.klaro.store.identity.PasswordIntake;
import com.klaro.store.identity.PasswordResetIntake;
import com.klaro.store.identity.PasswordSessionIntake;
import com.klaro.store.identity.ProfileIntake;
import com.klaro.store.identity.ProfileReader;
import com.klaro.store.identity.RefreshIntake;
import com.klaro.store.identity.RefreshTokenKeys;
import com.klaro.store.identity.SessionIntake;
import com.klaro.store.identity.SessionIssuer;
import com.klaro.store.identity.SessionReader;
import com.klaro.store.identity.SignupIntake;
import com.klaro.store.identity.TotpIntake;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.workspaces.WorkspaceReader;

/// What identity keeps, put together: each door is made of what the store shares and of what these
/// doors share with each other.
final class IdentityDoors {

  private final Store store;
  private final StoreSettings given;
  private final IdentitySettings settings;
  private final RecentAuthentication recent;
  private final AddressIndex addresses;
  private final WorkspaceReader workspaces;
  private final NoticeIntake notices;
  private final RefreshTokenKeys refreshTokens;
  private final CredentialLimits allowed;
  private final SessionIssuer issuer;
  private final CodeCheck codes;
  private final PasskeyCheck passkeys;
  private final FactorIntake factors;

  /// @param allowed how often passwords and codes may be tried
  IdentityDoors(IdentitySettings settings, CredentialLimits allowed, Store store) {
    this.store = store;
    this.given = store.settings();
    this.settings = settings;
    this.allowed = allowed;
    recent = new RecentAuthentication(settings.sessions().recentAuthentication(), given.clock());
    addresses = new AddressIndex(store.key(AddressIndex.SECRET));
    workspaces = new WorkspaceReader(given.master());
    notices = new NoticeIntake(store.outbox(), settings.noticeGiveUp(), given.ids(), given.clock());
    refreshTokens = RefreshTokenKeys.from(store.secrets(), settings.sessions(), given.random());
    issuer =
        new SessionIssuer(
            given.master(),
            workspaces,
            store.audit(),
            refreshTokens,
            settings.sessions(),
            given.random(),
            given.ids(),
            given.clock());
    codes =
        new CodeCheck(
            given.master(), store.limits(), allowed, store.audit(), notices, given.clock());
    passkeys = new PasskeyCheck(store.audit(), notices, given.clock());
    factors =
        new FactorIntake(
            store.database(),
            new FactorCheck(codes, passkeys),
            store.audit(),
            notices,
            recent,
            given.random(),
            given.clock());
  }

  /// Reads the keys of refresh tokens again, which another process may have changed.
  void refresh() {
    refreshTokens.refresh();
  }

  SignupIntake signups() {
    return new SignupIntake(
        store.database(),
        given.master(),
        addresses,
        issuer,
        store.audit(),
        store.outbox(),
        store.limits(),
        allowed,
        settings.signupLink(),
        given.random(),
        given.ids(),
        given.clock());
  }

  PasswordResetIntake resets() {
    return new PasswordResetIntake(
        store.database(),
        given.master(),
        addresses,
        workspaces,
        store.audit(),
        store.outbox(),
        store.limits(),
        allowed,
        notices,
        settings.resetLink(),
        settings.secondFactorUndo(),
        given.random(),
        given.clock());
  }

  HashParametersReader hashParameters() {
    return new HashParametersReader(store.database());
  }

  PasswordIntake passwords() {
    return new PasswordIntake(store.database(), store.audit(), notices, given.clock());
  }

  SessionIntake sessions() {
    return new SessionIntake(store.database(), store.audit(), given.clock());
  }

  PasswordSessionIntake passwordSessions() {
    return new PasswordSessionIntake(store.database(), addresses, issuer, store.limits());
  }

  RefreshIntake refreshes() {
    return new RefreshIntake(
        store.database(),
        given.master(),
        workspaces,
        store.audit(),
        notices,
        refreshTokens,
        settings.sessions(),
        given.clock());
  }

  SessionReader ownSessions() {
    return new SessionReader(store.gate(), given.clock());
  }

  CodeSessionIntake codeSessions() {
    return new CodeSessionIntake(store.database(), issuer, codes);
  }

  PasskeySessionIntake passkeySessions() {
    return new PasskeySessionIntake(
        store.database(), given.master(), issuer, passkeys, given.clock());
  }

  FactorIntake factors() {
    return factors;
  }

  TotpIntake totp() {
    return new TotpIntake(factors, codes, given.master(), given.random());
  }

  PasskeyIntake passkeys() {
    return new PasskeyIntake(factors, given.master(), given.random(), given.ids());
  }

  PasskeyReader ownPasskeys() {
    return new PasskeyReader(store.database(), store.gate(), given.master());
  }

  ProfileReader profileReader() {
    return new ProfileReader(store.gate(), given.master(), workspaces);
  }

  ProfileIntake profiles() {
    return new ProfileIntake(store.gate(), given.master());
  }

  EmailChangeIntake emailChanges() {
    return new EmailChangeIntake(
        store.database(),
        given.master(),
        addresses,
        store.audit(),
        store.outbox(),
        store.limits(),
        allowed,
        notices,
        settings.emailChangeLink(),
        recent,
        given.random(),
        given.clock());
  }

  AccountDeletionIntake deletion() {
    return new AccountDeletionIntake(
        store.database(),
        given.master(),
        store.audit(),
        store.outbox(),
        settings.noticeGiveUp(),
        recent,
        given.random(),
        given.clock());
  }
}
