package com.klaro.app.operate;

import com.klaro.api.ApiDocument;
import com.klaro.app.Command;
import com.klaro.app.ExitCode;
import com.klaro.app.Options;
import com.klaro.app.Syntax;

/// `klaro openapi`: the description of the API on standard output. Needs nothing that runs; the
/// build lays it beside the jars.
public final class OpenApiCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
        "Prints the description of the API, as /openapi.json serves it. Needs nothing that runs.");
  }

  @Override
  public ExitCode run(Options options) {
    System.out.print(ApiDocument.json());
    return ExitCode.FINE;
  }
}
