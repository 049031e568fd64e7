alter table routing_version add column sealed bytea;
comment on column routing_version.sealed is
    'The YAML as it was written, encrypted by AES-256-GCM and bound to its tenant: nonce and ciphertext.';
comment on column routing_version.content is
    'The YAML of versions that an earlier release wrote, until they are sealed. Null here and in sealed: deleted.';
