package io.pharos.alert.ruler;

import io.pharos.alert.rules.RuleFile;
import io.pharos.alert.rules.RuleGroup;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a sync changes: groups by {@code namespace/group} that are created, updated and deleted. */
record SyncView(
        SortedSet<String> created, SortedSet<String> updated, SortedSet<String> deleted, SortedSet<String> names) {
    static SyncView between(SortedMap<String, RuleFile> now, SortedMap<String, RuleFile> wanted) {
        SyncView difference = new SyncView(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        SortedSet<String> all = new TreeSet<>(now.keySet());
        all.addAll(wanted.keySet());
        all.forEach(name -> difference.compare(name, groups(now, name), groups(wanted, name)));
        return difference;
    }

    private void compare(String name, Map<String, RuleGroup> now, Map<String, RuleGroup> wanted) {
        wanted.forEach((group, rules) -> {
            if (!now.containsKey(group)) {
                created.add(name + "/" + group);
            } else if (!rules.equals(now.get(group))) {
                updated.add(name + "/" + group);
            }
        });
        now.keySet().stream()
                .filter(group -> !wanted.containsKey(group))
                .forEach(group -> deleted.add(name + "/" + group));
        if (!now.equals(wanted)) {
            names.add(name);
        }
    }

    private static Map<String, RuleGroup> groups(SortedMap<String, RuleFile> files, String name) {
        RuleFile file = files.get(name);
        return file == null
                ? new TreeMap<>()
                : file.groups().stream()
                        .collect(Collectors.toMap(RuleGroup::name, group -> group, (a, b) -> b, TreeMap::new));
    }
}
