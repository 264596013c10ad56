package com.klaro.api.broken;

/// Nested, because `SourcesTest` refuses such names of files.
public final class VagueNames {

  private VagueNames() {}

  public static final class SessionManager {}

  public static final class SessionHelper {}

  public static final class SessionUtil {}

  public static final class SessionUtils {}

  public static final class SessionService {}

  public static final class DefaultSession {}

  public static final class AbstractSession {}
}
