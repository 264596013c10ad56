package com.klaro.store.audit;

/// A row with the chain it stands in, from one of several readings that all run in the order of the
/// chains' keys.
///
/// @param key the key column as text; sorts as the column does, because both are ASCII
record Keyed<T>(String key, T value) {}
