/// What stories have in common whose steps send a mail: how they are tried, and what ends them.
@NullMarked
package com.klaro.workflows.mail;

import org.jspecify.annotations.NullMarked;
