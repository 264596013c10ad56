package com.klaro.store.tenancy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/// Hears the statements of a transaction on their way to Postgres, and may say them otherwise.
final class Ear implements TemplateEngine {

  private static final TemplateEngine USUAL = new SqlStatements().getTemplateEngine();

  private final Set<String> heard = new LinkedHashSet<>();
  private final UnaryOperator<String> otherwise;

  private Ear(UnaryOperator<String> otherwise) {
    this.otherwise = otherwise;
  }

  static Ear open() {
    return new Ear(UnaryOperator.identity());
  }

  /// Says this one without one of its predicates.
  static Ear without(String statement, Predicate predicate) {
    return new Ear(said -> said.equals(statement) ? predicate.without() : said);
  }

  void on(Handle handle) {
    Object _ = handle.getConfig(SqlStatements.class).setTemplateEngine(this);
  }

  Set<String> heard() {
    return heard;
  }

  @Override
  public String render(String template, StatementContext context) {
    String said = USUAL.render(template, context);
    heard.add(said);
    return otherwise.apply(said);
  }
}
