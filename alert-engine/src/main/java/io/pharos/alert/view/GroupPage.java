package io.pharos.alert.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of groups; the token names the group that the next page begins with, and is null on the last. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupPage(List<GroupJson> groups, @Nullable String groupNextToken) {
    static GroupPage of(List<GroupJson> all, Optional<Integer> limit, Optional<String> token) {
        if (limit.isEmpty()) {
            if (token.isPresent()) {
                throw malformed("group_limit needs to be set in order to paginate over the groups");
            }
            return new GroupPage(all, null);
        }
        int most = limit.get();
        if (most <= 0) {
            throw malformed("group_limit needs to be greater than 0");
        }
        int from = token.map(wanted -> start(all, wanted)).orElse(0);
        int to = Math.min(all.size(), from + most);
        return new GroupPage(all.subList(from, to), to < all.size() ? token(all.get(to)) : null);
    }

    private static int start(List<GroupJson> all, String wanted) {
        for (int i = 0; i < all.size(); i++) {
            if (token(all.get(i)).equals(wanted)) {
                return i;
            }
        }
        throw malformed("invalid group_next_token: the group that it names is not there any more");
    }

    private static String token(GroupJson group) {
        try {
            byte[] name = (group.file() + ";" + group.name()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "alerts.malformed-page", detail);
    }
}
