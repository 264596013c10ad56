/// A mail server that delivers to nobody and a mailbox to read what it got, in the JSON of Mailpit
/// so that the real one can take its place. Mail is on the disk before its sender hears that it was
/// taken.
@NullMarked
package com.klaro.sandbox.mail;

import org.jspecify.annotations.NullMarked;
