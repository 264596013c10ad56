@NullMarked
package com.klaro.api.web.server;

import org.jspecify.annotations.NullMarked;
