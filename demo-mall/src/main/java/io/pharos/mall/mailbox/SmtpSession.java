package io.pharos.mall.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One conversation by SMTP (RFC 5321) as it takes mail for anybody; pure: a line in, a reply out. */
final class SmtpSession {
    static final String GREETING = "220 mailbox of the mall";
    private static final int LARGEST = 4 * 1024 * 1024;

    private final List<String> to = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();
    private String from = "";
    private boolean inData;

    /** What is said to a line: nothing while data comes in, and the mail when it is whole. */
    record Reply(@Nullable String words, Optional<Mail> mail, boolean last) {
        static Reply say(String words) {
            return new Reply(words, Optional.empty(), false);
        }
    }

    /** A mail as it came. */
    record Mail(String from, List<String> to, String text) {}

    Reply line(String line) {
        if (inData) {
            return data(line);
        }
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO") || command.startsWith("HELO")) {
            return Reply.say("250 mailbox");
        }
        if (command.startsWith("MAIL FROM:")) {
            from = address(line);
            to.clear();
            return Reply.say("250 ok");
        }
        if (command.startsWith("RCPT TO:")) {
            to.add(address(line));
            return Reply.say("250 ok");
        }
        return switch (command) {
            case "DATA" -> {
                inData = true;
                yield Reply.say("354 end with a dot");
            }
            case "RSET", "NOOP" -> Reply.say("250 ok");
            case "QUIT" -> new Reply("221 bye", Optional.empty(), true);
            default -> Reply.say("502 not here");
        };
    }

    private Reply data(String line) {
        if (!line.equals(".")) {
            if (data.length() < LARGEST) {
                data.append(line.startsWith(".") ? line.substring(1) : line).append("\n");
            }
            return new Reply(null, Optional.empty(), false);
        }
        inData = false;
        Mail mail = new Mail(from, List.copyOf(to), data.toString());
        data.setLength(0);
        return new Reply("250 taken", Optional.of(mail), false);
    }

    private static String address(String line) {
        int open = line.indexOf('<');
        int close = line.indexOf('>', open + 1);
        return open >= 0 && close > open
                ? line.substring(open + 1, close)
                : line.substring(line.indexOf(':') + 1).strip();
    }
}
