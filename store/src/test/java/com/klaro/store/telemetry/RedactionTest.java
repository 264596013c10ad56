package com.klaro.store.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no mailbox ann.canary@example.com here             | no mailbox [address] here
          <ann+tag@sub.example.co.in>                        | <[address]>
          GET /x?to=ann%40example.com                        | GET /x?to=[address]
          \u0908\u0936\u093e@\u0909\u0926\u093e.\u092d\u093e\u0930\u0924x | [address]
          postgresql://klaro:canary-pw@db.internal:5432/klaro | postgresql://[credentials]@db.internal:5432/klaro
          Authorization: Bearer abcdefghijklmnop.qrst        | Authorization: Bearer [token]
          got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln now  | got [token] now
          jwe eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn end           | jwe [token] end
          https://a.example/x#token=kls_AAAAAAAAAAAAAAAAAAAA | https://a.example/x#token=[secret]
          refresh klr_abcdefghijklmnopqrstuvwxyz01234 used   | refresh [token] used
          key sk_test_canarycanary1 and whsec_canarycanary1  | key [token] and [token]
          {"password":"correct horse","x":1}                 | {"password":"[secret] horse","x":1}
          currentPassword=hunter2hunter2&x=1                 | currentPassword=[secret]&x=1
          call +91 98765 43210 or +14155552671               | call [number] or [number]
          wa_id 919876543210                                 | wa_id [number]
          from 9876543210.                                   | from [number].
          card 4242424242424242                              | card [card]
          card 4242 4242 4242 4242 and 3782-822463-10005     | card [card] and [card]
          """)
  void personalAndSecretThingsAreReplacedByTheirKind(String line, String shown) {
    assertThat(Redaction.of(line)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity/signup/0198c1f2-7a3b-7000-8123-123456789012 started",
        "12345678-1234-4234-8234-123456789012",
        "at 2026-11-24T06:33:09.123456Z and 2026-11-24T12:03:09+05:30",
        "2026-11-24 06:33:09.123456 took 1234567890123 ns",
        "epoch 1796020389 and 1796020389123",
        "phone_number_id 106540352242922 channel 1234567",
        "com.klaro.store.Thing@6d06d69c and Foo$$Lambda/0x00007f@1b2c3d",
        "sequence 42 of 100000 at 127.0.0.1:5433 (pid 12345)",
        "HTTP/1.1 200 in 12.345678901 s, 0.12345678901234",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "invalid token: expired; password: required",
        "The basic rules of the bearer are plain"
      })
  void ordinaryLinesStayAsTheyAre(String line) {
    assertThat(Redaction.of(line)).isEqualTo(line);
  }

  @Test
  void randomIdsStayAsTheyAre() {
    for (int i = 0; i < 20_000; i++) {
      String id = UUID.randomUUID().toString();
      assertThat(Redaction.of("workspace " + id + " admitted")).contains(id);
    }
  }

  /// Of pieces of what is looked for, in any order: the one look at a text rules out nothing that a
  /// pattern would have found.
  @Test
  void whatIsRuledOutIsNotThere() {
    List<String> pieces =
        List.of(
            " ",
            "  ",
            "-",
            "_",
            "+",
            ".",
            "@",
            "%40",
            ":",
            "://",
            "=",
            "\"",
            "/",
            "a",
            "ann",
            "example",
            ".com",
            "Bearer",
            "basic",
            "\t",
            "eyJ",
            "eyJhbGciOi",
            "klr_",
            "sk_test_",
            "whsec_",
            "abcdefgh",
            "token",
            "password",
            "1",
            "42",
            "4242",
            "4242424242",
            "9876543210",
            "+91",
            "(",
            ")");
    var random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(1, 9); j > 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String line = text.toString();
      assertThat(Redaction.of(line)).isEqualTo(Redaction.of(line, Redaction.Clues.ALL));
    }
  }

  @Test
  void noLineIsSlow() {
    String nasty =
        ("a.".repeat(20_000) + "@")
            + "://"
            + "x:".repeat(20_000)
            + "1 ".repeat(20_000)
            + "token".repeat(20_000)
            + " "
            + "eyJaaaa-".repeat(50_000);
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    assertThatCode(() -> Redaction.of(nasty)).doesNotThrowAnyException();
    assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(20_000_000_000L);
  }
}
