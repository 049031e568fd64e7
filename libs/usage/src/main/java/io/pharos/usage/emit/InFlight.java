package io.pharos.usage.emit;

import io.pharos.usage.spool.Position;
import java.util.ArrayDeque;
import java.util.Optional;

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
    private boolean failed;

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

    synchronized void fail() {
        failed = true;
    }

    synchronized boolean failed() {
        return failed;
    }

    synchronized int size() {
        return tickets.size();
    }
}
