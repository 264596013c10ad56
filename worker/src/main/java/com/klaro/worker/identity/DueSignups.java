package com.klaro.worker.identity;

import com.klaro.workflows.identity.SignupId;
import java.util.List;

/// What recovery must know: `SignupWriter::unfinished`.
public interface DueSignups {

  /// Signups that are neither completed nor gone.
  List<SignupId> open();
}
