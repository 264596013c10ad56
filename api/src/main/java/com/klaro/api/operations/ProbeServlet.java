package com.klaro.api.operations;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BooleanSupplier;

/// For whoever starts and feeds programs: 200 or 503, without a body.
///
/// `/live` asks nothing of others, because starting this program again mends none of them. `/ready`
/// asks for what every answer needs, which Temporal is not: without it, work is taken and waits.
final class ProbeServlet extends HttpServlet {

  private final transient BooleanSupplier fine;

  ProbeServlet(BooleanSupplier fine) {
    this.fine = fine;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(fine.getAsBoolean() ? 200 : 503);
  }
}
