/** Telling receivers: webhooks, e-mail and chats, for Alertmanagers that hand notifications over and for tenants that have none. Start at {@link io.pharos.alert.deliver.Deliverer}. */
@NullMarked
package io.pharos.alert.deliver;

import org.jspecify.annotations.NullMarked;
