package com.klaro.workflows.identity;

/// How a notice ended. Its row is gone in any case.
public enum NoticeOutcome {
  /// The mail server has it.
  SENT,
  /// It was refused, or the mail server could not be had while it was news.
  UNDELIVERED,
  /// There was no row that said what to tell.
  NOTHING_DUE
}
