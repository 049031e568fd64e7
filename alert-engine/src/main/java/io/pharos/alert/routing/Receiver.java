package io.pharos.alert.routing;

import java.util.List;

/** Somebody who is told of alerts, by any number of channels; none is a receiver that keeps silent. */
public record Receiver(String name, List<Channel> channels) {
    public Receiver {
        channels = List.copyOf(channels);
    }

    /** Whether any channel wants to hear of ends. */
    public boolean wantsResolved() {
        return channels.stream().anyMatch(Channel::sendResolved);
    }
}
