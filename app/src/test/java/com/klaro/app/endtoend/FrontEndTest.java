package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.app.client.Answer;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A front end beside a development program finds its secret in the run file.
class FrontEndTest {
  @TempDir private Path folder;

  @Test
  void theRunFileShowsTheSecretsThatAreTakenNewestFirst() throws Exception {
    KlaroHome home = KlaroHome.inMemory(folder);
    String first;
    try (RunningKlaro klaro = home.start()) {
      assertThat(secrets(klaro)).hasSize(1);
      first = secrets(klaro).getFirst();
      JsonNode session = new Customer("asha@example.com").becomesACustomer(klaro).body();
      Answer me = klaro.api().as(session.path("accessToken").asText()).get("/v1/me").expect(200);
      String token = token(first, me);
      klaro.api().as(token).get("/v1/me").expect(200);
      klaro.api().with("Cookie", "next-auth.session-token=" + token).get("/v1/me").expect(200);
      klaro.api().as(token(first + "x", me)).get("/v1/me").expect(401);

      Path value = Files.writeString(folder.resolve("value"), "a newer one of thirty-two and more");
      KlaroHome.Ended set = home.runOn(value.toFile(), "secrets", "set", "nextauth/development");
      assertThat(set.code()).as(set.err()).isZero();
      assertThat(klaro.stop()).isZero();
    }
    try (RunningKlaro klaro = home.start()) {
      assertThat(secrets(klaro)).containsExactly("a newer one of thirty-two and more", first);
    }
    assertThat(Files.readString(home.path().resolve("klaro.log"))).doesNotContain(first);
    assertThat(Files.readString(home.output())).doesNotContain(first);
  }

  private static List<String> secrets(RunningKlaro klaro) {
    return StreamSupport.stream(
            klaro.runFile().tree().path("secrets").path("nextauth").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /// As next-auth 4 writes it.
  static String token(String secret, Answer me) throws Exception {
    byte[] key =
        KDF.getInstance("HKDF-SHA256")
            .deriveData(
                HKDFParameterSpec.ofExtract()
                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                    .thenExpand(
                        "NextAuth.js Generated Encryption Key".getBytes(StandardCharsets.UTF_8),
                        32));
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .subject(me.body().path("account").path("id").asText())
            .claim("sid", me.text("sessionId"))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(3_600)))
            .build();
    var token =
        new EncryptedJWT(
            new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).build(), claims);
    token.encrypt(new DirectEncrypter(key));
    return token.serialize();
  }
}
