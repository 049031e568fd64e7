package io.pharos.sql;

/** What protects kept answers that hold secrets; a service whose answers hold none needs no bean of its own. */
public interface Seal {
    /** What is stored for an answer; the name binds it to its caller and key. */
    byte[] close(String name, byte[] answer);

    /** The answer again, or an {@link IllegalStateException} where it is not what was closed under that name. */
    byte[] open(String name, byte[] stored);
}
