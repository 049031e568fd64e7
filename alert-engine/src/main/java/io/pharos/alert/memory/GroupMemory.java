package io.pharos.alert.memory;

import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of a group's rules, in their order. */
public record GroupMemory(List<Remembered> rules) {
    /** One rule's. */
    public record Remembered(RuleIdentity rule, RuleMemory memory) {}

    /** A group's memory after an edit, and what is left of rules that are gone. */
    public record Carried(GroupMemory memory, List<RuleMemory> orphans) {
        public Carried {
            orphans = List.copyOf(orphans);
        }
    }

    public GroupMemory {
        rules = List.copyOf(rules);
    }

    /** Of a group of which nothing is known. */
    public static GroupMemory none(RuleGroup group) {
        return new GroupMemory(group.rules().stream()
                .map(rule -> new Remembered(RuleIdentity.of(rule), RuleMemory.none(rule)))
                .toList());
    }

    /** The same, with nobody told of the alerts yet. */
    public GroupMemory untold() {
        return new GroupMemory(rules.stream()
                .map(rule -> new Remembered(rule.rule(), rule.memory().untold()))
                .toList());
    }

    /** The memory for the group as it is now; of rules with equal identities, the order decides who gets which. */
    public Carried carriedTo(RuleGroup group) {
        Map<RuleIdentity, Deque<RuleMemory>> known = new HashMap<>();
        rules.forEach(rule ->
                known.computeIfAbsent(rule.rule(), r -> new ArrayDeque<>()).add(rule.memory()));
        List<Remembered> carried = new ArrayList<>();
        for (Rule rule : group.rules()) {
            RuleIdentity identity = RuleIdentity.of(rule);
            Deque<RuleMemory> memories = known.getOrDefault(identity, new ArrayDeque<>());
            RuleMemory memory = memories.isEmpty() ? RuleMemory.none(rule) : memories.removeFirst();
            carried.add(new Remembered(identity, memory));
        }
        List<RuleMemory> orphans =
                known.values().stream().flatMap(Deque::stream).toList();
        return new Carried(new GroupMemory(carried), orphans);
    }
}
