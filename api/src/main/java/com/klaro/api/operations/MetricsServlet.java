package com.klaro.api.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// `GET /metrics` on the admin connector, in Prometheus' text format.
final class MetricsServlet extends HttpServlet {

  private final transient PrometheusMeterRegistry meters;

  MetricsServlet(PrometheusMeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain; version=0.0.4; charset=utf-8");
    response.getWriter().write(meters.scrape());
  }
}
