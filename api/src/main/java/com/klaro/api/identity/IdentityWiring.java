package com.klaro.api.identity;

import com.klaro.api.identity.pages.CompleteSignupPage;
import com.klaro.api.identity.pages.ConfirmEmailPage;
import com.klaro.api.identity.pages.ForgotPasswordPage;
import com.klaro.api.identity.pages.ResetPasswordPage;
import com.klaro.api.identity.pages.SignInPage;
import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.FactorIntake;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.identity.PasskeyReader;
import com.klaro.store.identity.PasswordIntake;
import com.klaro.store.identity.ProfileReader;
import com.klaro.store.identity.password.BreachedPasswords;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.store.identity.password.PasswordRules;
import com.klaro.store.limits.LimitIntake;
import java.util.List;

/// What identity brings to the API, put together.
public final class IdentityWiring {

  public static final List<Class<?>> TYPES =
      List.of(
          SignupResource.class,
          PasswordResetsResource.class,
          SessionsResource.class,
          OwnSessionsResource.class,
          ReauthenticationResource.class,
          MeResource.class,
          PasswordResource.class,
          TotpResource.class,
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
    StoreSettings given = parts.store().settings();
    var allowed = CredentialLimits.scaled(multiplier);
    var doors = new IdentityDoors(settings, allowed, parts.store());
    LimitIntake limits = parts.store().limits();
    var guard = new LoginGuard(limits, allowed);
    var mails = new MailGuard(limits, allowed);
    var pepper =
        PasswordPepper.from(
            settings.hashing().pepper(),
            parts.store().secrets(),
            given.random(),
            given.clock(),
            parts.meters());
    var hasher = new PasswordHasher(settings.hashing(), pepper, parts.meters());
    hasher.imitate(doors.hashParameters().byHashParameters());
    var rules = new PasswordRules(settings.passwords(), breached, parts.meters());
    var chosen = new NewPasswords(rules, hasher, limits, allowed);
    var devices = new DeviceTokens(given.master().derive("device-tokens"), given.random());
    var answers = new SessionAnswers(parts.tokens(), devices);
    PasswordIntake passwords = doors.passwords();
    var proof = new PasswordProof(passwords, guard, hasher);
    var codes = new CodeProof(doors.codeSessions(), guard);
    ProfileReader profileReader = doors.profileReader();
    PasskeyReader ownPasskeys = doors.ownPasskeys();
    FactorIntake factors = doors.factors();
    var challenges =
        new PasskeyChallenges(
            given.master().derive("passkey-challenges"), given.random(), given.clock());
    var ceremony = new PasskeyCeremony(challenges, passkeys);
    var passkeyProof =
        new PasskeyProof(
            ceremony, challenges, passkeys, ownPasskeys, doors.passkeySessions(), guard);
    var factorProof = new FactorProof(passkeyProof);
    return new FeatureWiring(
        List.of(
            new SignupResource(doors.signups(), mails, chosen, answers, parts.idempotency()),
            new PasswordResetsResource(doors.resets(), mails, chosen, parts.idempotency()),
            new SessionsResource(
                doors.passwordSessions(),
                doors.refreshes(),
                hasher,
                answers,
                guard,
                codes,
                devices),
            new OwnSessionsResource(
                parts.entrance(),
                doors.ownSessions(),
                doors.sessions(),
                parts.cursor(),
                parts.idempotency()),
            new ReauthenticationResource(
                doors.passwordSessions(), proof, codes, passkeyProof, answers),
            new MeResource(
                parts.entrance(),
                profileReader,
                doors.profiles(),
                doors.deletion(),
                parts.idempotency()),
            new PasswordResource(passwords, proof, profileReader, chosen),
            new TotpResource(factors, doors.totp(), factorProof),
            new EmailChangeResource(parts.entrance(), doors.emailChanges(), parts.idempotency()),
            new PasskeysResource(
                factors,
                doors.passkeys(),
                ownPasskeys,
                ceremony,
                challenges,
                passkeyProof,
                factorProof,
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
          doors.refresh();
          pepper.refresh();
          hasher.imitate(doors.hashParameters().byHashParameters());
        },
        () -> {
          rules.close();
          hasher.close();
        });
  }
}
