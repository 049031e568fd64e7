/** What senders say of their metrics, as the collector keeps it by tenant: engines cannot tell tenants apart there. */
@NullMarked
package io.pharos.gateway.metadata;

import org.jspecify.annotations.NullMarked;
