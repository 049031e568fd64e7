/** From HTML, CSS and SVG to PDF: bounded, closed to the network, the same bytes for the same input. */
@NullMarked
package io.pharos.report.render;

import org.jspecify.annotations.NullMarked;
