@NullMarked
package io.pharos.report.render;

import org.jspecify.annotations.NullMarked;
