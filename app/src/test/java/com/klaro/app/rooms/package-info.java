/// A line of code knows its room: what the classes of each module may know and touch. `RoomsTest`
/// asks the product, and `BrokenSamplesTest` the packages named `broken`, where each rule must
/// fail.
@NullMarked
package com.klaro.app.rooms;

import org.jspecify.annotations.NullMarked;
