/** What administrative acts have in common: who may, the audit log, safe repetition, versions. */
@NullMarked
package io.pharos.router.admin;

import org.jspecify.annotations.NullMarked;
