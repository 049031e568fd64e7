/** The local spool: what was used is kept here until Kafka has it, through crashes and full disks. */
@NullMarked
package io.pharos.usage.spool;

import org.jspecify.annotations.NullMarked;
