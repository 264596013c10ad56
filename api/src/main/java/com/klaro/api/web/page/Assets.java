package com.klaro.api.web.page;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files of our jars, as parts of a page. A closed list: no path of a request ever becomes the name
/// of a resource.
///
/// @param beside the class whose neighbours they are, unless they begin with `/`
/// @param resources by the name that a browser asks for
public record Assets(Class<?> beside, Map<String, String> resources) {

  public Assets {
    resources = Map.copyOf(resources);
  }

  /// @throws Problem `not-found` when it is not on the list
  public Response.ResponseBuilder answer(String name) {
    String resource = resources.get(name);
    if (resource == null) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    return file(beside, resource);
  }

  /// One file, whoever asked.
  public static Response.ResponseBuilder file(Class<?> beside, String resource) {
    try (@Nullable InputStream bytes = beside.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("The jar lacks " + resource);
      }
      return Response.ok(bytes.readAllBytes(), type(resource));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String type(String resource) {
    String kind = resource.substring(resource.lastIndexOf('.') + 1);
    return switch (kind) {
      case "html" -> FormPage.TYPE;
      case "css" -> "text/css;charset=utf-8";
      case "js" -> "text/javascript;charset=utf-8";
      case "png" -> "image/png";
      default -> throw new IllegalStateException("No media type is known for " + resource);
    };
  }
}
