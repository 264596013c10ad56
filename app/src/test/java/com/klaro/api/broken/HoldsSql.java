package com.klaro.api.broken;

public final class HoldsSql {

  private HoldsSql() {}

  public static final class Selects {
    static final String TEXT = "select id from accounts";
  }

  public static final class Inserts {
    static final String TEXT = "insert into accounts values (1)";
  }

  public static final class Updates {
    static final String TEXT = "update accounts set id = 1";
  }

  public static final class Deletes {
    static final String TEXT = "delete from accounts";
  }

  public static final class Names {
    static final String TEXT = "with one as (select 1) table one";
  }

  public static final class Defines {
    static final String TEXT = "drop table accounts";
  }
}
