/** The usage event: what it says, and its form as a CloudEvent. */
@NullMarked
package io.pharos.usage.event;

import org.jspecify.annotations.NullMarked;
