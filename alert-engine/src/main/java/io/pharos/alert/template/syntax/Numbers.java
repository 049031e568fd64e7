package io.pharos.alert.template.syntax;

import java.util.Locale;

/** Reads number constants of Go: decimal, hexadecimal, octal and binary, with underscores. */
final class Numbers {
    private Numbers() {}

    static Operand read(Token token) {
        String text = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        try {
            String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
            int radix = radix(digits);
            if (radix == 10 || digits.contains("p")) {
                return decimal(text, digits);
            }
            return new Operand.Whole(Long.parseLong(text.replaceFirst("0[xbo]?", ""), radix));
        } catch (NumberFormatException e) {
            throw new TemplateSyntaxException(token.position(), "bad number syntax: \"" + token.text() + "\"");
        }
    }

    private static Operand decimal(String text, String digits) {
        if (digits.chars().allMatch(Character::isDigit)) {
            return new Operand.Whole(Long.parseLong(text));
        }
        char last = text.charAt(text.length() - 1);
        if (last == 'f' && !digits.startsWith("0x") || last == 'd') {
            throw new NumberFormatException("a suffix that only Java knows");
        }
        return new Operand.Decimal(Double.parseDouble(text));
    }

    private static int radix(String digits) {
        if (digits.startsWith("0x")) {
            return 16;
        }
        if (digits.startsWith("0b")) {
            return 2;
        }
        boolean octal = digits.startsWith("0o") || digits.matches("0[0-7]+");
        return octal ? 8 : 10;
    }
}
