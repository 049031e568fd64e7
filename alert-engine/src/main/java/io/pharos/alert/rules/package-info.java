/** Rule files: read strictly, with the line and column of everything wrong, and written so that promtool takes them. */
@NullMarked
package io.pharos.alert.rules;

import org.jspecify.annotations.NullMarked;
