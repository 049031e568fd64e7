/** The laws between modules, held over compiled classes and over sources. */
@NullMarked
package io.pharos.laws;

import org.jspecify.annotations.NullMarked;
