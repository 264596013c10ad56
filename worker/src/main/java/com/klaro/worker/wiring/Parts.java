package com.klaro.worker.wiring;

import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.Mailer;
import com.klaro.store.Store;

/// What every feature may be built from: each of these exists once.
public record Parts(Store store, Mailer mailer, Links links) {}
