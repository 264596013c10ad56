package com.klaro.sandbox.mail;

/// A part of a mail that is not its text: `number` says where it was found.
record MailPart(
    String number,
    String fileName,
    String contentType,
    String contentId,
    int size,
    boolean inline) {}
