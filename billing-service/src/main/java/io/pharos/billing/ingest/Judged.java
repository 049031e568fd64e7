package io.pharos.billing.ingest;

import io.pharos.billing.ingest.EventStore.Keyed;
import io.pharos.billing.ingest.Intake.Outcome;
import io.pharos.billing.ingest.Verdict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A batch after admission: what counts, in its order, what is set aside and why, and at which places of the batch. */
record Judged(int size, List<Keyed> counting, Map<Keyed, Reason> aside, BitSet asidePlaces) {
    static Judged of(List<ReceivedEvent> received, Admission admission, Instant now) {
        List<Keyed> counting = new ArrayList<>(received.size());
        Map<Keyed, Reason> aside = new IdentityHashMap<>();
        BitSet places = new BitSet();
        for (int i = 0; i < received.size(); i++) {
            Keyed keyed = Keyed.of(received.get(i));
            switch (admission.decide(keyed.event(), now)) {
                case Verdict.Counts _ -> counting.add(keyed);
                case Verdict.Aside odd -> {
                    aside.put(keyed, odd.reason());
                    places.set(i);
                }
            }
        }
        return new Judged(received.size(), counting, aside, places);
    }

    /** The outcomes of the whole batch, by those of what counts. */
    List<Outcome> outcomes(List<Outcome> ofCounting) {
        Iterator<Outcome> next = ofCounting.iterator();
        List<Outcome> outcomes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            outcomes.add(asidePlaces.get(i) ? Outcome.QUARANTINED : next.next());
        }
        return outcomes;
    }
}
