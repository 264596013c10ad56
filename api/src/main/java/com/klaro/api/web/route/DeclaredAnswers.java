package com.klaro.api.web.route;

import com.klaro.api.web.problem.ProblemBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares each answer with what its route declares, so that the OpenAPI file cannot drift from
/// the truth. It changes nothing: an undeclared answer is logged once and kept for tests, which
/// assert that there was none.
public final class DeclaredAnswers implements ContainerResponseFilter {

  private static final Logger LOG = LoggerFactory.getLogger(DeclaredAnswers.class);

  private final Route route;
  private final Ledger ledger;

  DeclaredAnswers(Route route, Ledger ledger) {
    this.route = route;
    this.ledger = ledger;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof ProblemBody problem) {
      if (route.problems().stream().noneMatch(it -> it.path().equals(problem.type()))) {
        ledger.undeclared(route.method() + " " + route.path() + ": " + problem.type());
      }
    } else if (!route.statuses().contains(response.getStatus())) {
      ledger.undeclared(route.method() + " " + route.path() + ": " + response.getStatus());
    }
  }

  /// What was answered without being declared.
  public record Ledger(Set<String> found) {

    public Ledger() {
      this(new ConcurrentSkipListSet<>());
    }

    void undeclared(String what) {
      if (found.add(what)) {
        LOG.warn("Undeclared answer {}", what);
      }
    }
  }
}
