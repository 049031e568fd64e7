/** The configuration of metering in a service, and the beans it makes. */
@NullMarked
package io.pharos.usage.config;

import org.jspecify.annotations.NullMarked;
