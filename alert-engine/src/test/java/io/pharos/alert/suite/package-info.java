/** What tests of the whole engine need around it: PostgreSQL, Prometheus, a directory, somebody who is told. */
@NullMarked
package io.pharos.alert.suite;

import org.jspecify.annotations.NullMarked;
