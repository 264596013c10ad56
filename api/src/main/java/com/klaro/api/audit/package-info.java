/// The customer's view of the audit trail (TEN-2).
@NullMarked
package com.klaro.api.audit;

import org.jspecify.annotations.NullMarked;
