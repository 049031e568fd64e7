/** Secrets by reference: files and environment, never values in configuration. */
@NullMarked
package io.pharos.tenancy.secret;

import org.jspecify.annotations.NullMarked;
