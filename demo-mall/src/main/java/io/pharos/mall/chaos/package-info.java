/** What can be broken on purpose, how hard and until when. */
@NullMarked
package io.pharos.mall.chaos;

import org.jspecify.annotations.NullMarked;
