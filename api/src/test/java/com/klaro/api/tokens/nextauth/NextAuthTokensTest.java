package com.klaro.api.tokens.nextauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// S3-1: what next-auth 4.24.15 and @auth/core 0.41.3 wrote.
class NextAuthTokensTest {

  private static final String V4 =
      "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..PglsyQa-nteeRhKg.KP4LQu6-n38sHOKBgfOXoR1B9d8NscdO"
          + "nBSbD4VZBAd9nU7-WElEQuhb8Sea6Iggiu9UmTqnnu0Ou36V1kxqMlHI9H-ELRWoHYoCzUgMu-8whp_hbg1Kpd"
          + "7hHMN7-nELMmNae9C0eQGMUaP8lVDWBkpp1TouC25LuMfD9D8svJOoay8OCkq1z8snA-XJQcbAtxnb7Hp4Rzj-"
          + ".iJUh-B7_SgRRZKr1JW8x5w";
  private static final String V5 =
      "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiTldRbzRsazQ3a2toVzlpQXg4bE8xeGdZWU"
          + "FpbjRvZy01d0QwS3B3Y0JrSkR4eXRqdkwwck83T2t4RFAwVnRtdHdkLXRzT3U2TTBXZnVMa3gyZ0hCbEEifQ.."
          + "v6T0mPy0GjI52H04yPtC2w.TCClpNlvpYUBxp-mPsA4ARvX8WPBIb3rSN8DFECwMcUpFQTsSBlMDQoTo-ychN_"
          + "cEYD6WaTXB-JhoXnqMSBgjArzMq-dOSpYdbtlEOvRcQRCIN-Ykzzs6MyIYeRymLgooUfyt6WFT2DkmWoLt87_6"
          + "jOiKY9bwHT1xBAmKVJE_Ca4AF7jIo9WOXPK0H8_X_dClpy2mPwlfen83xv_gQaqAw.gkRcN_khizEPVykYwtty"
          + "rFsr5gtkiESdCECQTnybE7s";
  private static final String V5_KEY =
      "NWQo4lk47kkhW9iAx8lO1xgYYAin4og-5wD0KpwcBkJDxytjvL0rO7OkxDP0Vtmtwd-tsOu6M0WfuLkx2gHBlA";
  private static final String V5_SECURE_KEY =
      "OkdpKSUO3v3-b3HQcKaGBvEjXU7MCwL19hr0FB_36HvfaTSF6fKAQ3oPH7eggwHYNl8pXUGlD77O87Tm9DqfYA";
  private static final Set<TokenForm> ALL = EnumSet.allOf(TokenForm.class);

  private final NextAuthTokens tokens = tokens(FrontEnd.SECRET);

  @Test
  void keysAreThoseOfTheLibraries() {
    var keys = NextAuthKeys.of(List.of(FrontEnd.SECRET)).all();
    assertThat(keys)
        .extracting(NextAuthKeys.Key::form)
        .containsExactly(TokenForm.V4, TokenForm.V5, TokenForm.V5_SECURE);
    assertThat(keys).extracting(NextAuthKeys.Key::id).containsExactly(null, V5_KEY, V5_SECURE_KEY);
    assertThat(HexFormat.of().formatHex(keys.get(0).bytes()))
        .isEqualTo("c9b2ef16f5daad90479c1e66d163ac183dc7c0b598b36ec213fa9c45b17af26d");
    assertThat(HexFormat.of().formatHex(keys.get(1).bytes()))
        .isEqualTo(
            "eaf8be0b3f204572b9362fd373ce83a19eddc345af0a1547b9e149f36c9282177323317d49c783f0800f5e"
                + "eaeac786236596a5ae3a3b794ff6fd4deb1e674211");
  }

  @Test
  void whatTheLibrariesWroteIsRead() {
    says(tokens.opened(V4, ALL), "fcb3e4a5-7746-4a3c-8b81-74ec52150569");
    says(tokens.opened(V4, EnumSet.of(TokenForm.V4)), "fcb3e4a5-7746-4a3c-8b81-74ec52150569");
    says(tokens.opened(V5, ALL), "d126d2f9-5c97-4e40-bd5a-992fd9aafdd8");
    says(tokens.opened(V5, EnumSet.of(TokenForm.V5)), "d126d2f9-5c97-4e40-bd5a-992fd9aafdd8");
  }

  /// The names of cookies are part of the keys.
  @Test
  void aTokenIsReadUnderItsOwnNameOnly() {
    assertThat(tokens.opened(V5, EnumSet.of(TokenForm.V5_SECURE))).isEmpty();
    assertThat(tokens.opened(V5, EnumSet.of(TokenForm.V4))).isEmpty();
    assertThat(tokens.opened(V4, EnumSet.of(TokenForm.V5, TokenForm.V5_SECURE))).isEmpty();
  }

  @Test
  void anotherSecretOpensNothing() {
    NextAuthTokens others = tokens(FrontEnd.SECRET.replace('1', '2'));
    assertThat(others.opened(V4, ALL)).isEmpty();
    assertThat(others.opened(V5, ALL)).isEmpty();
    assertThat(tokens().opened(V4, ALL)).isEmpty();
    assertThat(tokens().opened(V5, ALL)).isEmpty();
  }

  /// Their ends are a hundred years after their making.
  @Test
  void whatLivesTooLongIsNobodys() {
    assertThat(tokens.holder(V4)).isEmpty();
    assertThat(tokens.holder(V5)).isEmpty();
  }

  @Test
  void eachByteOfEachPartCounts() {
    for (String token : List.of(V4, V5)) {
      for (int i = 0; i < token.length(); i++) {
        for (int bit = 0; bit < 7; bit++) {
          char flipped = (char) (token.charAt(i) ^ (1 << bit));
          assertThat(tokens.opened(token.substring(0, i) + flipped + token.substring(i + 1), ALL))
              .as("bit %d of character %d", bit, i)
              .isEmpty();
        }
      }
    }
  }

  private static void says(Optional<JWTClaimsSet> claims, String id) {
    assertThat(claims)
        .hasValueSatisfying(it -> {
          assertThat(it.getJWTID()).isEqualTo(id);
          assertThat(it.getSubject()).isEqualTo("user_123");
          assertThat(it.getClaims())
              .containsEntry("email", "a@example.test")
              .containsEntry("accountId", "acc_1")
              .containsEntry("sid", "s1");
          assertThat(it.getIssueTime()).isEqualTo(Instant.ofEpochSecond(1_795_456_914L));
          assertThat(it.getExpirationTime()).isEqualTo(Instant.ofEpochSecond(4_949_056_914L));
        });
  }

  private static NextAuthTokens tokens(String... secrets) {
    return new NextAuthTokens(
        NextAuthKeys.of(List.of(secrets)),
        new NextAuthSettings(List.of(), Duration.ofHours(24), null),
        Clock.systemUTC());
  }
}
