@NullMarked
package io.pharos.report.turn;

import org.jspecify.annotations.NullMarked;
