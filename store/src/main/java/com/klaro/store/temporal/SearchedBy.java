package com.klaro.store.temporal;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What operators find workflows by. A server refuses a start that carries an attribute which its
/// namespace does not know.
public final class SearchedBy {

  public static final SearchAttributeKey<String> WORKSPACE_ID =
      SearchAttributeKey.forKeyword("WorkspaceId");
  public static final SearchAttributeKey<OffsetDateTime> SLA_DUE_AT =
      SearchAttributeKey.forOffsetDateTime("SlaDueAt");

  static final List<SearchAttributeKey<?>> ALL = List.of(WORKSPACE_ID, SLA_DUE_AT);

  private SearchedBy() {}

  public static Map<String, IndexedValueType> types() {
    return ALL.stream()
        .collect(Collectors.toMap(SearchAttributeKey::getName, SearchAttributeKey::getValueType));
  }

  /// A search that finds nothing, where the attribute is known.
  static String search(SearchAttributeKey<?> key) {
    String never =
        key.getValueType() == IndexedValueType.INDEXED_VALUE_TYPE_DATETIME
            ? "1970-01-01T00:00:00Z"
            : "none";
    return key.getName() + " = '" + never + "'";
  }

  /// What teaches a namespace these, as Temporal's own program takes it.
  static String command(String address, String namespace, List<SearchAttributeKey<?>> missing) {
    return missing.stream()
        .map(key -> " --name " + key.getName() + " --type " + type(key))
        .collect(
            Collectors.joining(
                "",
                "temporal operator search-attribute create --address "
                    + address
                    + " --namespace "
                    + namespace,
                ""));
  }

  private static String type(SearchAttributeKey<?> key) {
    return switch (key.getValueType()) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
      default -> throw new IllegalStateException("no word for " + key.getValueType());
    };
  }
}
