package com.klaro.api.matrix;

import java.util.Map;

/// Rows, table by table, as the superuser sees them.
record Digest(Map<String, String> tables) {}
