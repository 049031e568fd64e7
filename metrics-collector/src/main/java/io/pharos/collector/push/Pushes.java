package io.pharos.collector.push;

import io.pharos.collector.pipeline.Sender;
import io.pharos.collector.push.PushStore.Address;
import io.pharos.collector.push.PushedFamily.Series;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What pushes do to groups, each in one transaction; what is no longer pushed is noted to be ended at the engine. */
@Singleton
class Pushes {
    private final Database database;
    private final PushStore store;
    private final PushConfig config;
    private final Clock clock;

    Pushes(Database database, PushStore store, PushConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** Whether a push takes the place of all of its group's metrics, or of those of the same names only. */
    enum Mode {
        REPLACE_ALL,
        REPLACE_SAME
    }

    /** Keeps what was pushed, or throws what is wrong with it; that it failed is kept too. */
    void push(Sender sender, GroupingKey key, Mode mode, PushedBody.Read pushed) {
        Address at = address(sender, key);
        Optional<String> fault = database.transact(session -> {
            store.lock(session, at);
            requireRoom(session, at);
            Optional<String> found = PushRules.fault(
                    sender.route().tenant(), pushed, store.typesElsewhere(session, at, pushed.families()));
            if (found.isPresent()) {
                store.putGroup(session, at, key, null, now(), sender.userId());
            } else {
                replace(
                        session,
                        at,
                        mode,
                        pushed.families(),
                        () -> store.putGroup(session, at, key, now(), null, sender.userId()));
            }
            return found;
        });
        fault.ifPresent(reason -> {
            throw Problem.of(
                    Kind.MALFORMED,
                    "push.inconsistent",
                    "The pushed metrics are invalid, or do not fit those that are there: " + reason + ".");
        });
    }

    private void replace(Session session, Address at, Mode mode, List<PushedFamily> pushed, Runnable putGroup) {
        List<PushedFamily> before = store.families(session, at);
        putGroup.run();
        Set<String> names = pushed.stream().map(PushedFamily::name).collect(Collectors.toSet());
        List<PushedFamily> gone = before.stream()
                .filter(family -> mode == Mode.REPLACE_ALL || names.contains(family.name()))
                .toList();
        gone.stream()
                .filter(family -> !names.contains(family.name()))
                .forEach(family -> store.deleteFamily(session, at, family.name()));
        pushed.forEach(family -> store.putFamily(session, at, family));
        Set<Series> ended = series(gone);
        ended.removeAll(series(pushed));
        end(session, at, ended);
    }

    /** Deletes a group; that there is none is no error. */
    void delete(Sender sender, GroupingKey key) {
        Address at = address(sender, key);
        database.transact(session -> {
            store.lock(session, at);
            if (store.exists(session, at)) {
                Set<Series> ended = series(store.families(session, at));
                ended.add(new Series(PushRules.PUSHED, key.labels()));
                ended.add(new Series(PushRules.FAILED, key.labels()));
                store.deleteGroup(session, at);
                end(session, at, ended);
            }
            return at;
        });
    }

    private void end(Session session, Address at, Set<Series> ended) {
        if (!ended.isEmpty()) {
            store.putEnding(session, at, new ArrayList<>(ended));
        }
    }

    private static Set<Series> series(List<PushedFamily> families) {
        Set<Series> series = new LinkedHashSet<>();
        families.forEach(family -> family.samples().forEach(sample -> series.add(sample.series())));
        return series;
    }

    private void requireRoom(Session session, Address at) {
        if (!store.exists(session, at) && store.count(session, at) >= config.maxGroups()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "push.too-many-groups",
                    "There are " + config.maxGroups() + " pushed groups, the most there may be; DELETE those of jobs"
                            + " that are gone, and leave out of the path what differs with every run.");
        }
    }

    private static Address address(Sender sender, GroupingKey key) {
        return new Address(sender.tenant(), sender.route().environment(), key.text());
    }

    private Instant now() {
        return clock.instant();
    }
}
