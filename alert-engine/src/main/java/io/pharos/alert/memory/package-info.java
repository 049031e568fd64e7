/** What is remembered of a group between evaluations, and how it outlives whoever evaluates. */
@NullMarked
package io.pharos.alert.memory;

import org.jspecify.annotations.NullMarked;
