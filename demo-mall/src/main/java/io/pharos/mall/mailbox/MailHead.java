package io.pharos.mall.mailbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the subject of a mail, with encoded words (RFC 2047) in UTF-8 made readable. */
final class MailHead {
    private static final Pattern SUBJECT = Pattern.compile("(?im)^Subject: (.*(?:\n[ \t].*)*)");
    private static final Pattern ENCODED =
            Pattern.compile("=\\?UTF-8\\?([BQ])\\?([^?]*)\\?=\\s*", Pattern.CASE_INSENSITIVE);

    private MailHead() {}

    static String subject(String mail) {
        Matcher found = SUBJECT.matcher(mail);
        if (!found.find()) {
            return "";
        }
        String folded = found.group(1).replaceAll("\n[ \t]", " ");
        return ENCODED.matcher(folded)
                .replaceAll(word -> Matcher.quoteReplacement(decoded(word.group(1), word.group(2))))
                .strip();
    }

    private static String decoded(String how, String text) {
        byte[] bytes = how.equalsIgnoreCase("B") ? Base64.getDecoder().decode(text) : quoted(text);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length()) {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(c == '_' ? ' ' : c);
            }
        }
        return out.toByteArray();
    }
}
