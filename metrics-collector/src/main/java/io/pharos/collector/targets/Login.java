package io.pharos.collector.targets;

/** How a target is logged in at; secrets are as {@link JobSecrets} keeps them. */
public sealed interface Login {
    /** A user with a password. */
    record Basic(String user, String keptPassword) implements Login {}

    /** A token, or whatever else the type names. */
    record Token(String type, String keptCredentials) implements Login {}
}
