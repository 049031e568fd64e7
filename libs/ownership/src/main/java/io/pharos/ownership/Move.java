package io.pharos.ownership;

/** What a replica does about a share; each takes effect only while the share is still at the epoch that was seen. */
sealed interface Move {
    /** Takes a share that nobody alive has. */
    record Take(int share, long epoch) implements Move {}

    /** Gives up a share that belongs to another now. */
    record GiveUp(int share, long epoch) implements Move {}
}
