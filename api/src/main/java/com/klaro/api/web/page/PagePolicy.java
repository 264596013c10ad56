package com.klaro.api.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What a browser may do on a page of ours (Content Security Policy): what comes from us, and no
/// more. A form is sent by our script only. Without it the browser would put what was typed into an
/// address.
public record PagePolicy(Map<String, String> directives) {

  public static final String HEADER = "Content-Security-Policy";

  public static PagePolicy strict() {
    var directives = new LinkedHashMap<String, String>();
    directives.put("default-src", "'none'");
    for (String own : new String[] {"script-src", "style-src", "connect-src"}) {
      directives.put(own, "'self'");
    }
    for (String nothing : new String[] {"form-action", "base-uri", "frame-ancestors"}) {
      directives.put(nothing, "'none'");
    }
    return new PagePolicy(directives);
  }

  /// The same, but for one directive.
  public PagePolicy with(String directive, String sources) {
    var changed = new LinkedHashMap<>(directives);
    changed.put(directive, sources);
    return new PagePolicy(changed);
  }

  /// As the header says it.
  public String text() {
    return directives.entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue())
        .collect(Collectors.joining("; "));
  }
}
