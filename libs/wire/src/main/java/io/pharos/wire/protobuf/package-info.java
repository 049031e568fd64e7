/** The protobuf encoding, read in place. */
@NullMarked
package io.pharos.wire.protobuf;

import org.jspecify.annotations.NullMarked;
