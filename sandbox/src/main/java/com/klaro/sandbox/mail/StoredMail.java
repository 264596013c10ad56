package com.klaro.sandbox.mail;

import com.klaro.sandbox.http.Content;
import java.time.Instant;
import java.util.List;

/// One mail exactly as it came over the wire, with the envelope it came in.
record StoredMail(
    String id, Instant received, String sender, List<String> recipients, Content raw) {}
