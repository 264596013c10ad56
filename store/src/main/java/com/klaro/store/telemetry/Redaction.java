package com.klaro.store.telemetry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last line of defence for log lines: whatever looks like personal or secret is replaced by
/// its kind. Code does not log such things; this is for the day it does, and for messages that
/// others wrote.
///
/// Ordinary ids, UUIDs, timestamps and durations stay. The bare digit runs of phone numbers are
/// told from epoch times and provider ids by length and first digits, so a rare counter may be
/// hidden, which costs less than a number shown.
public final class Redaction {

  private static final Pattern CREDENTIALS_IN_URL =
      Pattern.compile("(://)[^/\\s:@]{0,200}:[^/\\s@]{1,400}@");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s<>\"'(),;:=\\[\\]{}/@%]{1,64}(?:@|%40)[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]{0,62}"
              + "(?:\\.[\\p{L}\\p{M}\\p{N}-]{1,63}){0,8}\\.\\p{L}[\\p{L}\\p{M}\\p{N}-]{1,62}");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/-]{8,}=*");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{4,4096}+(?:\\.[A-Za-z0-9_-]*){1,4}");

  /// Each of them has an underscore: see [Clues].
  private static final Pattern TOKEN =
      Pattern.compile("\\b(?:kl[a-z]_|(?:sk|rk|rzp)_(?:live|test)_|whsec_)[A-Za-z0-9_-]{10,}");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b((?:[a-z]+[_-]?)?(?:password|passwd|secret|token|api[_-]?key))(\"?\\s{0,2}(?:=|:\\s{0,2}\")\\s{0,2}\"?)[^\\s\"'&,;}]{6,}");
  private static final Pattern INTERNATIONAL =
      Pattern.compile("(?<![\\w+.:-])\\+\\d(?:[ ().-]{0,2}\\d){7,14}(?![\\w:])");

  private Redaction() {}

  public static String of(String text) {
    return of(text, Clues.of(text));
  }

  static String of(String text, Clues clues) {
    String result = text;
    if (clues.at()) {
      result = CREDENTIALS_IN_URL.matcher(result).replaceAll("$1[credentials]@");
      result = ADDRESS.matcher(result).replaceAll("[address]");
    }
    if (clues.scheme()) {
      result = SCHEME.matcher(result).replaceAll("$1 [token]");
    }
    if (clues.jwt()) {
      result = JWT.matcher(result).replaceAll("[token]");
    }
    if (clues.underscore()) {
      result = TOKEN.matcher(result).replaceAll("[token]");
    }
    if (clues.assignment()) {
      result = NAMED.matcher(result).replaceAll("$1$2[secret]");
    }
    if (clues.plus()) {
      result = INTERNATIONAL.matcher(result).replaceAll("[number]");
    }
    if (clues.digits()) {
      result = digits(result);
    }
    return result;
  }

  private static String digits(String text) {
    Matcher runs = DigitRun.CANDIDATE.matcher(text);
    return runs.replaceAll(run -> Matcher.quoteReplacement(DigitRun.shown(run.group())));
  }

  /// What one look at the text rules out, so that most lines meet no pattern. A pattern that may
  /// match without its clue needs another one.
  ///
  /// @param scheme a blank after the last letter of "bearer" or "basic"
  /// @param digits ten or more in a row, or with single blanks or dashes between
  record Clues(
      boolean at,
      boolean assignment,
      boolean scheme,
      boolean jwt,
      boolean underscore,
      boolean plus,
      boolean digits) {

    /// Rules out nothing.
    static final Clues ALL = new Clues(true, true, true, true, true, true, true);

    static Clues of(String text) {
      boolean at = false;
      boolean assignment = false;
      boolean scheme = false;
      boolean jwt = false;
      boolean underscore = false;
      boolean plus = false;
      int most = 0;
      int digits = 0;
      boolean parted = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean digit = c >= '0' && c <= '9';
        boolean part = c == ' ' || c == '-';
        at |= c == '@' || c == '%';
        assignment |= c == '=' || c == ':';
        scheme |= Character.isWhitespace(c) && i > 0 && "rRcC".indexOf(text.charAt(i - 1)) >= 0;
        jwt |= c == 'J' && i >= 2 && text.charAt(i - 1) == 'y' && text.charAt(i - 2) == 'e';
        underscore |= c == '_';
        plus |= c == '+';
        digits = digit ? digits + 1 : part && !parted ? digits : 0;
        parted = part;
        most = Math.max(most, digits);
      }
      return new Clues(at, assignment, scheme, jwt, underscore, plus, most >= 10);
    }
  }
}
