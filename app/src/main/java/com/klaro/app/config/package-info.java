/// Settings: `config.yml`, what an operator lays over it, and what a command sets itself.
@NullMarked
package com.klaro.app.config;

import org.jspecify.annotations.NullMarked;
