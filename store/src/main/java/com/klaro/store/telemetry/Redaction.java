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
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*){1,4}");
  private static final Pattern TOKEN =
      Pattern.compile("\\b(?:kl[a-z]_|(?:sk|rk|rzp)_(?:live|test)_|whsec_)[A-Za-z0-9_-]{10,}");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b((?:[a-z]+[_-]?)?(?:password|passwd|secret|token|api[_-]?key))(\"?\\s{0,2}(?:=|:\\s{0,2}\")\\s{0,2}\"?)[^\\s\"'&,;}]{6,}");
  private static final Pattern INTERNATIONAL =
      Pattern.compile("(?<![\\w+.:-])\\+\\d(?:[ ().-]{0,2}\\d){7,14}(?![\\w:])");

  private Redaction() {}

  public static String of(String text) {
    Clues clues = Clues.of(text);
    String result = text;
    if (clues.at()) {
      result = CREDENTIALS_IN_URL.matcher(result).replaceAll("$1[credentials]@");
      result = ADDRESS.matcher(result).replaceAll("[address]");
    }
    if (clues.longWord()) {
      result = SCHEME.matcher(result).replaceAll("$1 [token]");
      result = JWT.matcher(result).replaceAll("[token]");
      result = TOKEN.matcher(result).replaceAll("[token]");
    }
    if (clues.assignment()) {
      result = NAMED.matcher(result).replaceAll("$1$2[secret]");
    }
    if (clues.digits()) {
      result = INTERNATIONAL.matcher(result).replaceAll("[number]");
      result = digits(result);
    }
    return result;
  }

  private static String digits(String text) {
    Matcher runs = DigitRun.CANDIDATE.matcher(text);
    return runs.replaceAll(run -> Matcher.quoteReplacement(DigitRun.shown(run.group())));
  }

  /// What one look at the text rules out, so that most lines meet no pattern.
  private record Clues(boolean at, boolean longWord, boolean assignment, boolean digits) {

    static Clues of(String text) {
      boolean at = false;
      boolean assignment = false;
      boolean longWord = false;
      int digits = 0;
      int word = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean digit = c >= '0' && c <= '9';
        digits += digit ? 1 : 0;
        at |= c == '@' || c == '%';
        assignment |= c == '=' || c == ':';
        word = digit || c == '_' || c == '-' || Character.isLetter(c) ? word + 1 : 0;
        longWord |= word >= 8;
      }
      return new Clues(at, longWord, assignment, digits >= 8);
    }
  }
}
