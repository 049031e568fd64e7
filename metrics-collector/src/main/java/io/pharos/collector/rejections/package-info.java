/** What of each tenant's writes was not stored lately, and why. */
@NullMarked
package io.pharos.collector.rejections;

import org.jspecify.annotations.NullMarked;
