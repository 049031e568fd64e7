/** YAML as a small tree in which every node knows its place, bounded before it is built. */
@NullMarked
package io.pharos.alert.rules.yaml;

import org.jspecify.annotations.NullMarked;
