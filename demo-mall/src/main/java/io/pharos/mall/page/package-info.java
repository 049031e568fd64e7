/** The page on which a newcomer sees the money move. */
@NullMarked
package io.pharos.mall.page;

import org.jspecify.annotations.NullMarked;
