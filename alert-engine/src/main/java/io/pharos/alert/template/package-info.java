/** Templates of annotations and labels: expanded in bounded time and space, without reflection. */
@NullMarked
package io.pharos.alert.template;

import org.jspecify.annotations.NullMarked;
