@NullMarked
package com.klaro.activities.mail;

import org.jspecify.annotations.NullMarked;
