package com.klaro.workflows.tenancy;

/// Types of failures at the tenancy line. No retry policy retries them.
public enum TenancyFailure {
  /// The gate refused. Says no more than the gate tells a stranger.
  TENANCY_REFUSED
}
