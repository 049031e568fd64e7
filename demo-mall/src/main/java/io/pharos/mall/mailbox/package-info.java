/** The shops' mailbox: takes what the suite sends by e-mail and by webhook, and shows it. */
@NullMarked
package io.pharos.mall.mailbox;

import org.jspecify.annotations.NullMarked;
