/// The main job, walked once as a customer would, with the time of each step.
@NullMarked
package com.klaro.app.demo;

import org.jspecify.annotations.NullMarked;
