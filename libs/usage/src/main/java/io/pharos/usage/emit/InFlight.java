package io.pharos.usage.emit;

import io.pharos.usage.spool.Position;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was sent and not acknowledged yet, in the order of the spool: tells how far everything has arrived. */
final class InFlight {
    /** One sent record. */
    static final class Ticket {
        private final Position next;
        private boolean arrived;

        private Ticket(Position next) {
            this.next = next;
        }
    }

    private final ArrayDeque<Ticket> tickets = new ArrayDeque<>();
    private @Nullable Throwable failure;

    synchronized Ticket sent(Position next) {
        Ticket ticket = new Ticket(next);
        tickets.addLast(ticket);
        return ticket;
    }

    /** Notes an acknowledgement; the place before which everything has arrived, where that has moved. */
    synchronized Optional<Position> arrived(Ticket ticket) {
        ticket.arrived = true;
        Optional<Position> reached = Optional.empty();
        while (!tickets.isEmpty() && tickets.getFirst().arrived) {
            reached = Optional.of(tickets.removeFirst().next);
        }
        return reached;
    }

    /** Notes that nothing more can be sent; the first cause is kept. */
    synchronized void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
    }

    /** Why nothing more can be sent; empty while all goes well. */
    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    synchronized int size() {
        return tickets.size();
    }
}
