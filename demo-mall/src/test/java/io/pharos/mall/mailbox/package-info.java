@NullMarked
package io.pharos.mall.mailbox;

import org.jspecify.annotations.NullMarked;
