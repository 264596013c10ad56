/// Who is on shift: what runs workflows and activities, and what sends the outbox.
@NullMarked
package com.klaro.worker;

import org.jspecify.annotations.NullMarked;
