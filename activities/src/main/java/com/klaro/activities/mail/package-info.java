/// Mail: a letter is written once and rendered as text and as HTML; one port sends it, one adapter
/// speaks SMTP.
///
/// Nothing in a letter can track its reader, nothing a stranger typed reaches an address that is
/// not proven to be theirs (AUTH-4), and no exception of this package carries an address or a link.
@NullMarked
package com.klaro.activities.mail;

import org.jspecify.annotations.NullMarked;
