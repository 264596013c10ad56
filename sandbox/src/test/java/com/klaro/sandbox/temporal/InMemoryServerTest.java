package com.klaro.sandbox.temporal;

import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryServerTest {
  @Test
  void takesAWorkflowWithItsAttributesInTheNamespaceGiven() {
    Map<String, io.temporal.api.enums.v1.IndexedValueType> attributes =
        Map.of("First", INDEXED_VALUE_TYPE_KEYWORD);
    try (InMemoryServer server = InMemoryServer.start(0, "test", attributes)) {
      SearchAttributes.ensure(server.address(), "test", attributes);
      StartedWorkflow.start(server.address(), server.namespace(), "here", Map.of("First", "a"));
      assertThat(StartedWorkflow.isRunning(server.address(), "test", "here")).isTrue();
      assertThat(server.ui()).isNull();
      assertThat(server.pid()).isEmpty();
    }
  }
}
