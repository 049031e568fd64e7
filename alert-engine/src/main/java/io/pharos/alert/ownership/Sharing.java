package io.pharos.alert.ownership;

import io.pharos.alert.schedule.GroupKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one replica does about the groups: takes those that are its by {@link Rendezvous} and that nobody alive holds,
 * and gives up those that it holds and that are another's, or are not there any more. Pure.
 */
record Sharing(List<Holding> take, List<Holding> giveUp) {
    static Sharing decide(Set<GroupKey> groups, Map<GroupKey, Holding> held, Collection<Member> alive, Member me) {
        Set<String> living = alive.stream().map(Member::id).collect(Collectors.toSet());
        List<Holding> take = new ArrayList<>();
        List<Holding> giveUp = new ArrayList<>();
        for (GroupKey group : groups) {
            Holding holding = held.getOrDefault(group, new Holding(group, null, 0, null));
            boolean mine = Rendezvous.owner(group, alive).filter(me::equals).isPresent();
            boolean free = holding.owner() == null || !living.contains(holding.owner());
            if (mine && free) {
                take.add(holding);
            } else if (!mine && me.id().equals(holding.owner())) {
                giveUp.add(holding);
            }
        }
        held.values().stream()
                .filter(holding -> me.id().equals(holding.owner()) && !groups.contains(holding.group()))
                .forEach(giveUp::add);
        return new Sharing(List.copyOf(take), List.copyOf(giveUp));
    }
}
