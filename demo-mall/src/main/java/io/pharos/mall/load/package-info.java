/** The customers: steady load with a daily rhythm. */
@NullMarked
package io.pharos.mall.load;

import org.jspecify.annotations.NullMarked;
