/** The syntax of regular expressions as label matchers have them (RE2, as Go's {@code regexp} reads it). */
@NullMarked
package io.pharos.promql.regex;

import org.jspecify.annotations.NullMarked;
