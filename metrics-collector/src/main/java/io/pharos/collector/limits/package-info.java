/** What a tenant may write, held at run time. */
@NullMarked
package io.pharos.collector.limits;

import org.jspecify.annotations.NullMarked;
