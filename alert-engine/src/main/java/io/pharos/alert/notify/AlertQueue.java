package io.pharos.alert.notify;

import io.pharos.alert.series.Labels;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits to be sent to one Alertmanager, oldest first. News of an alert that still waits takes its place, so that a
 * slow receiver gets the newest of each; when it is full, the oldest goes. Safe for threads.
 */
final class AlertQueue {
    private final Map<Labels, Postable> waiting = new LinkedHashMap<>();
    private final int capacity;
    private boolean closed;
    private int underWay;

    AlertQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Puts alerts in; returns how many others fell out. */
    synchronized int put(List<Postable> alerts) {
        int dropped = 0;
        for (Postable alert : alerts) {
            waiting.put(alert.labels(), alert);
            if (waiting.size() > capacity) {
                Iterator<Labels> oldest = waiting.keySet().iterator();
                oldest.next();
                oldest.remove();
                dropped++;
            }
        }
        notifyAll();
        return dropped;
    }

    /** Waits for alerts and takes up to that many; an empty list says that the queue was closed and is empty. */
    synchronized List<Postable> take(int most) throws InterruptedException {
        underWay = 0;
        notifyAll();
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<Postable> batch = new ArrayList<>(Math.min(most, waiting.size()));
        Iterator<Postable> next = waiting.values().iterator();
        while (next.hasNext() && batch.size() < most) {
            batch.add(next.next());
            next.remove();
        }
        underWay = batch.size();
        return batch;
    }

    /** Those that were taken of which nothing newer waits. */
    synchronized List<Postable> newest(List<Postable> taken) {
        return taken.stream()
                .filter(alert -> !waiting.containsKey(alert.labels()))
                .toList();
    }

    /** Lets nobody wait any more; what is in may still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits until nothing waits and nothing is under way; false where that took longer. */
    synchronized boolean drained(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!waiting.isEmpty() || underWay > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized int size() {
        return waiting.size();
    }
}
