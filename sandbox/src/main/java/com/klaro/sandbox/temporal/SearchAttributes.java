package com.klaro.sandbox.temporal;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.Patience;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Makes a namespace know the search attributes a program uses. A server takes such names only for
/// namespaces it makes itself, silently ignores them afterwards, and needs a moment until a
/// workflow may carry a new one.
public final class SearchAttributes {
  private static final Duration SPREAD = Duration.ofSeconds(60);

  private SearchAttributes() {}

  /// Adds what is missing and returns when a workflow that carries every attribute is no longer
  /// refused. Works against any server without TLS; refuses when an attribute exists with another
  /// type, which no call can change.
  public static void ensure(
      String address, String namespace, Map<String, IndexedValueType> wanted) {
    long end = System.nanoTime() + SPREAD.toNanos();
    while (!wanted.isEmpty()) {
      try {
        ensureOnce(address, namespace, wanted);
        return;
      } catch (StatusRuntimeException late) {
        // A server on a machine that starts everything at once is slow, and not away.
        if (late.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED
            || System.nanoTime() > end) {
          throw late;
        }
      }
    }
  }

  private static void ensureOnce(
      String address, String namespace, Map<String, IndexedValueType> wanted) {
    try (Connection connection = Connection.to(address)) {
      if (connection.isInMemory()) {
        add(
            connection,
            namespace,
            wanted); // it cannot list what it knows, and takes a new one at once
      } else {
        add(connection, namespace, missing(known(connection, namespace), wanted));
        awaitAccepted(connection, namespace, wanted);
      }
    }
  }

  private static Map<String, IndexedValueType> known(Connection connection, String namespace) {
    return connection
        .operatorCalls()
        .listSearchAttributes(
            ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
        .getCustomAttributesMap();
  }

  private static Map<String, IndexedValueType> missing(
      Map<String, IndexedValueType> known, Map<String, IndexedValueType> wanted) {
    Map<String, IndexedValueType> missing = new HashMap<>(wanted);
    known.forEach((name, type) -> {
      IndexedValueType expected = missing.remove(name);
      if (expected != null && expected != type) {
        throw new CannotStart(
            "Search attribute "
                + name
                + " is "
                + type
                + " and should be "
                + expected
                + ". Use a new database file, or another name.");
      }
    });
    return missing;
  }

  /// One by one: another program may add the same at the same time, and that one exists already is
  /// what was wanted.
  private static void add(
      Connection connection, String namespace, Map<String, IndexedValueType> missing) {
    missing.forEach((name, type) -> {
      try {
        connection
            .operatorCalls()
            .addSearchAttributes(
                AddSearchAttributesRequest.newBuilder()
                    .setNamespace(namespace)
                    .putSearchAttributes(name, type)
                    .build());
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
          throw e;
        }
      }
    });
  }

  private static void awaitAccepted(
      Connection connection, String namespace, Map<String, IndexedValueType> wanted) {
    Probe probe = new Probe(connection, namespace, wanted);
    if (!Patience.await(SPREAD, probe::isAccepted)) {
      throw new CannotStart(
          "Namespace " + namespace + " still refuses workflows with " + wanted.keySet() + ".");
    }
  }
}
