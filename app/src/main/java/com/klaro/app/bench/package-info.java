/// Measurements, each beside a baseline of the same run: figures of one machine mean little, ratios
/// mean something anywhere.
@NullMarked
package com.klaro.app.bench;

import org.jspecify.annotations.NullMarked;
