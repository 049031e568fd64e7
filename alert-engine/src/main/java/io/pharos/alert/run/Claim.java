package io.pharos.alert.run;

/** Whether a slot of a group may be evaluated here. */
public enum Claim {
    /** It is ours, and nobody else's. */
    GRANTED,
    /** It was claimed already, or the group is another replica's now. */
    TAKEN,
    /** Nobody could be asked: who owns the group goes on. */
    UNKNOWN
}
