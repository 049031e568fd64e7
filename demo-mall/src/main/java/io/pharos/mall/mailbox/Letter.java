package io.pharos.mall.mailbox;

import java.time.Instant;
import java.util.List;

/** Something that was delivered: an e-mail as it came (RFC 5322), or a webhook with its signature's headers. */
record Letter(long id, String kind, Instant received, String from, List<String> to, String subject, String text) {
    Letter {
        to = List.copyOf(to);
    }
}
