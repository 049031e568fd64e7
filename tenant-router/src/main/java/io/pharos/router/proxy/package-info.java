/** The streaming reverse proxy behind a closed route table. */
@NullMarked
package io.pharos.router.proxy;

import org.jspecify.annotations.NullMarked;
