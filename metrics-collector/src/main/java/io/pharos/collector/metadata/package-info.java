/** Type, help and unit of tenants' metrics: taken from every protocol, kept bounded, handed to the gateway. */
@NullMarked
package io.pharos.collector.metadata;

import org.jspecify.annotations.NullMarked;
