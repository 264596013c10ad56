/// The mechanisms that every route shares, a folder for each; [Mechanisms] puts them in their
/// order: no input reaches a feature before size, caller and gate have been checked.
@NullMarked
package com.klaro.api.web;

import org.jspecify.annotations.NullMarked;
