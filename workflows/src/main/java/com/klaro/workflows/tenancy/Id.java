package com.klaro.workflows.tenancy;

import java.util.UUID;

/// What our ids have in common: a record of its own type around one UUID, so that none is taken for
/// another. Features bring their own.
public interface Id {
  UUID value();
}
