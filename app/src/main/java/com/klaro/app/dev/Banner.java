package com.klaro.app.dev;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// Tells a person where everything is.
public final class Banner {

  private Banner() {}

  /// Before the slow part.
  static void starting(Path home, PrintStream out) {
    out.println("Klaro is starting in " + home + ", where its log is klaro.log.");
  }

  /// @param pid of the process whose run file was found and deleted, 0 when that did not say
  static void killed(long pid, PrintStream out) {
    out.println(
        "Klaro deleted run.json of "
            + (pid > 0 ? "process " + pid : "a process")
            + ", which ended without stopping.");
  }

  /// What takes its time, and so what is the matter when nothing more is said.
  static void waitingFor(List<String> parts, PrintStream out) {
    parts.forEach(part -> line(out, "waiting for", part));
  }

  public static void print(Development.Places places, PrintStream out) {
    out.println("Klaro is ready; Ctrl-C stops it.");
    line(out, "API", places.api());
    String tls = places.runFile().tree().path("tls").asText();
    if (!tls.isEmpty()) {
      line(
          out,
          "API over TLS",
          tls + ", certificate " + places.home().resolve("tls/certificate.pem"));
    }
    line(out, "its documentation", places.api() + "/docs");
    line(out, "mailbox", places.mailbox() + ", a page with all mail that was sent");
    line(out, "sandbox", places.sandbox());
    line(out, "admin", places.admin());
    line(out, "for programs", places.home().resolve("run.json") + " says all this and more");
    String ui = places.runFile().tree().path("temporal").path("ui").asText("null");
    if (places.temporal().equals("in-memory")) {
      line(
          out,
          "Temporal",
          "in memory: no web pages, no schedules, and its workflows end with this program;");
      line(out, "", "./klaro temporal install brings a real one");
    } else {
      line(out, "Temporal", places.temporal() + ("null".equals(ui) ? "" : ", pages at " + ui));
    }
  }

  private static void line(PrintStream out, String what, String where) {
    out.printf("  %-18s %s%n", what, where);
  }
}
