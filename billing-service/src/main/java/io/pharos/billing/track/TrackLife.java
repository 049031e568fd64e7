package io.pharos.billing.track;

/**
 * Decides where a tenant goes on a track; pure. Forward a step at a time, through a gate each; back to the old way in
 * one step from anywhere but the end, where the old way is gone.
 */
final class TrackLife {
    private TrackLife() {}

    /** Where the tenant goes, or why it stays. */
    sealed interface Step {
        record To(TrackState state, int clean) implements Step {}

        record Stay(String why) implements Step {}
    }

    /** What is known of a tenant: its clean periods in a row, how many it needs, and whether it is of the percentage. */
    record Known(TrackState state, int clean, int needed, boolean chosen) {}

    /** A step forward, where its gate is open. */
    static Step forward(Known known) {
        return switch (known.state()) {
            case LEGACY -> new Step.To(TrackState.SHADOW, 0);
            case SHADOW ->
                known.clean() >= known.needed()
                        ? new Step.To(TrackState.COMPARED, known.clean())
                        : new Step.Stay(known.clean() + " of " + known.needed() + " clean periods");
            case COMPARED ->
                known.chosen()
                        ? new Step.To(TrackState.CANARY, known.clean())
                        : new Step.Stay("not of the percentage that the new way counts for");
            case CANARY ->
                known.clean() > known.needed()
                        ? new Step.To(TrackState.NEW, known.clean())
                        : new Step.Stay("one more clean period, with the new way counting, is needed");
            case NEW -> new Step.To(TrackState.RETIRED, known.clean());
            case RETIRED -> new Step.Stay("the old way is gone");
        };
    }

    /** Back to the old way. */
    static Step back(TrackState state) {
        return state == TrackState.RETIRED
                ? new Step.Stay("the old way is gone: begin another track")
                : new Step.To(TrackState.LEGACY, 0);
    }

    /** After a period was compared: clean periods count in a row, and a difference takes a tenant back to the shadow. */
    static Step compared(TrackState state, int clean, boolean withoutUnexplained) {
        if (withoutUnexplained) {
            return new Step.To(state, clean + 1);
        }
        return switch (state) {
            case LEGACY, RETIRED -> new Step.To(state, 0);
            case SHADOW, COMPARED, CANARY, NEW -> new Step.To(TrackState.SHADOW, 0);
        };
    }

    /** Whether the new way counts. */
    static boolean newCounts(TrackState state) {
        return switch (state) {
            case LEGACY, SHADOW, COMPARED -> false;
            case CANARY, NEW, RETIRED -> true;
        };
    }

    /** Whether a tenant is of a percentage: always the same tenants, and more of them as it grows. */
    static boolean chosen(String track, String tenant, int percent) {
        return Math.floorMod((track + "/" + tenant).hashCode() * 0x9E3779B1, 100) < percent;
    }
}
