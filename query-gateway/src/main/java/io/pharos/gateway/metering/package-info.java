/** What queries are charged by: samples read and bytes sent, told to the usage log before an answer ends. */
@NullMarked
package io.pharos.gateway.metering;

import org.jspecify.annotations.NullMarked;
