/** The words that the whole suite shares; no framework, no I/O. */
@NullMarked
package io.pharos.model;

import org.jspecify.annotations.NullMarked;
