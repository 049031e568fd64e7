package io.pharos.laws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every configuration key that the suite reads, by module, read from the interfaces that map them. */
record ConfigKeys(Map<String, List<Key>> byModule) {
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)");
    private static final Pattern INTERFACE = Pattern.compile("(?:public )?interface (\\w+) \\{");
    private static final Pattern MEMBER = Pattern.compile("(?:@\\w+ )*([\\w.<>, ]+?) (\\w+)\\(\\);");
    private static final Pattern DEFAULT = Pattern.compile("@WithDefault\\(\"((?:[^\"\\\\]|\\\\.)*)\"\\)");
    private static final Pattern TYPE = Pattern.compile("(?:Optional<|Map<String, |List<)*(\\w+)>*");

    /** One key: what stands for it where nothing is given (empty: it has to be given, or is off), and what it means. */
    record Key(String name, String usual, String meaning) {}

    private record Member(String type, String name, String usual, String meaning) {}

    /** Reads the sources of all modules. */
    static ConfigKeys of(Project project) {
        Map<String, List<Key>> keys = new TreeMap<>();
        for (Path source : project.sources("main")) {
            String text = Project.read(source);
            Matcher prefix = PREFIX.matcher(text);
            if (prefix.find()) {
                Map<String, List<Member>> interfaces = interfaces(text);
                String top = interfaces.keySet().iterator().next();
                keys.computeIfAbsent(module(project, source), name -> new ArrayList<>())
                        .addAll(flat(prefix.group(1), top, interfaces));
            }
        }
        keys.values().forEach(list -> list.sort((a, b) -> a.name().compareTo(b.name())));
        return new ConfigKeys(keys);
    }

    private static String module(Project project, Path source) {
        Path relative = project.root().relativize(source);
        return relative.startsWith("libs")
                ? relative.subpath(0, 2).toString()
                : relative.subpath(0, 1).toString();
    }

    /** The members of each interface of a file, the outermost first. */
    private static Map<String, List<Member>> interfaces(String text) {
        Map<String, List<Member>> found = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        StringBuilder meaning = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher opens = INTERFACE.matcher(line);
            Matcher member = MEMBER.matcher(line);
            if (opens.matches()) {
                open.add(opens.group(1));
                found.put(opens.group(1), new ArrayList<>());
            } else if (member.matches() && !open.isEmpty()) {
                found.getOrDefault(open.getLast(), new ArrayList<>()).add(member(member, annotations, meaning));
            } else if (line.equals("}") && !open.isEmpty()) {
                open.removeLast();
            } else if (line.startsWith("/**") || line.startsWith("*")) {
                meaning.append(' ')
                        .append(line.replaceAll("^/?\\*+/?|\\*/$", "").strip());
                continue;
            } else if (line.startsWith("@")) {
                annotations.append(line);
                continue;
            }
            meaning.setLength(0);
            annotations.setLength(0);
        }
        return found;
    }

    private static Member member(Matcher member, StringBuilder annotations, StringBuilder meaning) {
        Matcher usual = DEFAULT.matcher(annotations);
        return new Member(
                member.group(1),
                member.group(2),
                usual.find() ? usual.group(1) : "",
                meaning.toString().strip());
    }

    private static List<Key> flat(String prefix, String type, Map<String, List<Member>> interfaces) {
        List<Key> keys = new ArrayList<>();
        for (Member member : interfaces.getOrDefault(type, List.of())) {
            String key = prefix + "." + kebab(member.name());
            Matcher inner = TYPE.matcher(member.type());
            String of = inner.matches() ? inner.group(1) : member.type();
            if (interfaces.containsKey(of)) {
                keys.addAll(flat(member.type().startsWith("Map<") ? key + ".*" : key, of, interfaces));
            } else {
                keys.add(new Key(key, member.usual(), member.meaning()));
            }
        }
        return keys;
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Keys that say nothing of what they mean. */
    List<String> silent() {
        return byModule.values().stream()
                .flatMap(List::stream)
                .filter(key -> key.meaning().isEmpty())
                .map(Key::name)
                .toList();
    }

    /** The reference page. */
    String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration keys

                Set them as properties, or as environment variables (`pharos.usage.topic` is `PHAROS_USAGE_TOPIC`). A service
                does not start with a key that none of its capabilities reads. Libraries' keys hold in every service that uses
                the library. Where no default stands, the key has to be given or is off without. Generated from the sources;
                do not edit.
                """);
        byModule.forEach((module, keys) -> {
            page.append("\n## ").append(module).append("\n\n| key | default | meaning |\n|---|---|---|\n");
            keys.forEach(key -> page.append("| `%s` | %s | %s |\n"
                    .formatted(
                            key.name(), key.usual().isEmpty() ? "" : "`" + key.usual() + "`", plain(key.meaning()))));
        });
        return page.toString();
    }

    private static String plain(String meaning) {
        return meaning.replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`").replace("|", "\\|");
    }
}
