package com.klaro.api.identity;

import com.klaro.api.identity.pages.CompleteSignupPage;
import com.klaro.api.identity.pages.ConfirmEmailPage;
import com.klaro.api.identity.pages.ForgotPasswordPage;
import com.klaro.api.identity.pages.ResetPasswordPage;
import com.klaro.api.identity.pages.SignInPage;
import com.klaro.api.web.page.PageSettings;
import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.AccountDeletionIntake;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.CodeCheck;
import com.klaro.store.identity.CodeSessionIntake;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.CredentialReader;
import com.klaro.store.identity.EmailChangeIntake;
import com.klaro.store.identity.FactorChanges;
import com.klaro.store.identity.FactorCheck;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.PasskeyIntake;
import com.klaro.store.identity.PasskeyReader;
import com.klaro.store.identity.PasskeySessionIntake;
import com.klaro.store.identity.PasswordIntake;
import com.klaro.store.identity.PasswordResetIntake;
import com.klaro.store.identity.ProfileIntake;
import com.klaro.store.identity.ProfileReader;
import com.klaro.store.identity.RefreshIntake;
import com.klaro.store.identity.RefreshTokenKeys;
import com.klaro.store.identity.SecondFactorIntake;
import com.klaro.store.identity.SessionIntake;
import com.klaro.store.identity.SessionReader;
import com.klaro.store.identity.SignupIntake;
import com.klaro.store.identity.password.BreachedPasswords;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.store.identity.password.PasswordRules;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.workspaces.WorkspaceReader;
import java.util.List;

/// What identity brings to the API, put together.
public final class IdentityWiring {

  public static final List<Class<?>> TYPES =
      List.of(
          SignupResource.class,
          PasswordResetsResource.class,
          SessionsResource.class,
          OwnSessionsResource.class,
          MeResource.class,
          PasswordResource.class,
          SecondFactorResource.class,
          EmailChangeResource.class,
          PasskeysResource.class,
          PasskeySignInResource.class,
          CompleteSignupPage.class,
          SignInPage.class,
          ResetPasswordPage.class,
          ForgotPasswordPage.class,
          ConfirmEmailPage.class);

  private IdentityWiring() {}

  /// @param multiplier `limits.multiplier`
  /// @param passkeys for which domain, on which pages
  /// @param breached closed by whoever made it
  public static FeatureWiring of(
      IdentitySettings settings,
      PageSettings pages,
      PasskeySettings passkeys,
      double multiplier,
      BreachedPasswords breached,
      Parts parts) {
    Store store = parts.store();
    StoreSettings given = store.settings();
    var addresses = new AddressIndex(store.key(AddressIndex.SECRET));
    var workspaces = new WorkspaceReader(given.master());
    var refreshTokens = RefreshTokenKeys.from(store.secrets(), settings.sessions(), given.random());
    var recent =
        new RecentAuthentication(settings.sessions().recentAuthentication(), given.clock());
    LimitIntake limits = store.limits();
    var allowed = CredentialLimits.scaled(multiplier);
    var guard = new LoginGuard(limits, allowed);
    var mails = new MailGuard(limits, allowed);
    var notices =
        new NoticeIntake(store.outbox(), settings.noticeGiveUp(), given.ids(), given.clock());
    var sessions =
        new SessionIntake(
            store.database(),
            given.master(),
            workspaces,
            store.audit(),
            store.limits(),
            refreshTokens,
            settings.sessions(),
            given.random(),
            given.ids(),
            given.clock());
    var refreshes =
        new RefreshIntake(
            store.database(),
            given.master(),
            workspaces,
            store.audit(),
            notices,
            refreshTokens,
            settings.sessions(),
            given.clock());
    var signups =
        new SignupIntake(
            store.database(),
            given.master(),
            addresses,
            sessions,
            store.audit(),
            store.outbox(),
            limits,
            allowed,
            settings.signupLink(),
            given.random(),
            given.ids(),
            given.clock());
    var resets =
        new PasswordResetIntake(
            store.database(),
            given.master(),
            addresses,
            workspaces,
            store.audit(),
            store.outbox(),
            limits,
            allowed,
            notices,
            settings.resetLink(),
            settings.secondFactorUndo(),
            given.random(),
            given.clock());
    var changes =
        new EmailChangeIntake(
            store.database(),
            given.master(),
            addresses,
            store.audit(),
            store.outbox(),
            limits,
            allowed,
            notices,
            settings.emailChangeLink(),
            recent,
            given.random(),
            given.clock());
    var deletion =
        new AccountDeletionIntake(
            store.database(),
            given.master(),
            store.audit(),
            store.outbox(),
            settings.noticeGiveUp(),
            recent,
            given.random(),
            given.clock());
    var accounts = new CredentialReader(store.database(), addresses);
    var profileReader = new ProfileReader(store.gate(), given.master(), workspaces);
    var devices = new DeviceTokens(given.master().derive("device-tokens"), given.random());
    var answers = new SessionAnswers(parts.tokens(), devices);
    var pepper =
        PasswordPepper.from(
            settings.hashing().pepper(),
            store.secrets(),
            given.random(),
            given.clock(),
            parts.meters());
    var hasher = new PasswordHasher(settings.hashing(), pepper, parts.meters());
    hasher.imitate(accounts.byHashParameters());
    var rules = new PasswordRules(settings.passwords(), breached, parts.meters());
    var chosen = new NewPasswords(rules, hasher, limits, allowed);
    var passwords = new PasswordIntake(store.database(), store.audit(), notices, given.clock());
    var proof = new PasswordProof(passwords, guard, hasher);
    var codes =
        new CodeCheck(given.master(), limits, allowed, store.audit(), notices, given.clock());
    var factors = new FactorCheck(codes, store.audit(), notices, given.clock());
    var factorChanges =
        new FactorChanges(
            store.database(),
            factors,
            store.audit(),
            notices,
            recent,
            given.random(),
            given.clock());
    var second =
        new SecondFactorProof(new CodeSessionIntake(store.database(), sessions, codes), guard);
    var ownPasskeys = new PasskeyReader(store.database(), store.gate(), given.master());
    var challenges =
        new PasskeyChallenges(
            given.master().derive("passkey-challenges"), given.random(), given.clock());
    var ceremony = new PasskeyCeremony(challenges, passkeys);
    var passkeyProof =
        new PasskeyProof(
            ceremony,
            challenges,
            passkeys,
            ownPasskeys,
            new PasskeySessionIntake(
                store.database(), given.master(), sessions, factors, given.clock()),
            guard);
    return new FeatureWiring(
        List.of(
            new SignupResource(signups, mails, chosen, answers, parts.idempotency()),
            new PasswordResetsResource(resets, mails, chosen, parts.idempotency()),
            new SessionsResource(
                accounts, sessions, refreshes, hasher, answers, guard, second, devices),
            new OwnSessionsResource(
                new SessionReader(store.gate(), given.clock()),
                sessions,
                proof,
                second,
                passkeyProof,
                answers,
                parts.cursor()),
            new MeResource(
                parts.entrance(),
                profileReader,
                new ProfileIntake(store.gate(), given.master()),
                deletion,
                parts.idempotency()),
            new PasswordResource(passwords, proof, profileReader, chosen),
            new SecondFactorResource(
                factorChanges,
                new SecondFactorIntake(factorChanges, codes, given.master(), given.random()),
                passkeyProof),
            new EmailChangeResource(parts.entrance(), changes, parts.idempotency()),
            new PasskeysResource(
                factorChanges,
                new PasskeyIntake(factorChanges, given.master(), given.random(), given.ids()),
                ownPasskeys,
                ceremony,
                challenges,
                passkeyProof,
                passkeys,
                parts.cursor()),
            new PasskeySignInResource(passkeyProof, answers),
            new CompleteSignupPage(pages),
            new SignInPage(pages),
            new ResetPasswordPage(pages),
            new ForgotPasswordPage(),
            new ConfirmEmailPage()),
        List.of(new HashingOverloadedMapper()),
        rules::prepare,
        () -> {
          refreshTokens.refresh();
          pepper.refresh();
          hasher.imitate(accounts.byHashParameters());
        },
        () -> {
          rules.close();
          hasher.close();
        });
  }
}
