package com.klaro.activities.mail;

/// What a mail says; the records that say it live with their feature. A template takes only what
/// its reader may see: while an address is unproven, no words that whoever typed the address also
/// typed, or a signup form would carry anybody's words to anybody.
public interface MailTemplate {

  Letter letter();
}
