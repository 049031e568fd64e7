package io.pharos.tsdb.write;

import io.pharos.lineage.Lineage;
import io.pharos.tsdb.late.LateWrites;

/** Who is told of what was written. */
record Effects(WriteUsage usage, LateWrites late, Lineage lineage) {}
