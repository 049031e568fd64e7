-- API clients, their refresh tokens, and the keys that sign access tokens.

create table client (
    id                     text primary key,
    kind                   text not null,
    tenant_id              text references tenant (id) on delete cascade,
    name                   text not null,
    role                   text,
    scopes                 text[] not null,
    secret_sha256          bytea not null,
    retiring_secret_sha256 bytea,
    retiring_until         timestamptz,
    created_at             timestamptz not null default now(),
    revoked_at             timestamptz,
    check ((kind = 'tenant') = (tenant_id is not null)),
    check ((kind = 'tenant') = (role is not null)),
    check (octet_length(secret_sha256) = 32)
);
create index client_of_tenant on client (tenant_id, id);
comment on table client is 'Who may ask for tokens with an id and a secret.';
comment on column client.id is 'The OAuth client_id, unique over the platform.';
comment on column client.kind is 'tenant (bound to one tenant), platform (administers the directory), service (one of the suite).';
comment on column client.tenant_id is 'The one tenant that its tokens are for; null for platform and service.';
comment on column client.name is 'Name for people.';
comment on column client.role is 'admin, dev or guest within the tenant; null for platform and service.';
comment on column client.scopes is 'The scopes that it may ask for.';
comment on column client.secret_sha256 is 'SHA-256 of the secret (256 random bits, so no salt and no stretching).';
comment on column client.retiring_secret_sha256 is 'The secret before the last rotation, while it is still taken.';
comment on column client.retiring_until is 'Until when the secret before is still taken.';
comment on column client.created_at is 'Time of creation.';
comment on column client.revoked_at is 'When it was revoked for good; null while it is good.';

create table refresh_family (
    id         uuid primary key,
    client_id  text not null references client (id) on delete cascade,
    scopes     text[] not null,
    started_at timestamptz not null,
    ends_at    timestamptz not null,
    revoked_at timestamptz
);
create index refresh_family_ending on refresh_family (ends_at);
comment on table refresh_family is 'All refresh tokens that descend from one grant.';
comment on column refresh_family.id is 'Id of the family.';
comment on column refresh_family.client_id is 'The client that the grant was made to.';
comment on column refresh_family.scopes is 'Scopes of the grant; a refresh can ask for fewer.';
comment on column refresh_family.started_at is 'Time of the grant.';
comment on column refresh_family.ends_at is 'When the last possible token of the family ends, however often it is renewed.';
comment on column refresh_family.revoked_at is 'Set when a token was used twice, or on request; the family is dead from then on.';

create table refresh_token (
    token_sha256      bytea primary key check (octet_length(token_sha256) = 32),
    family_id         uuid not null references refresh_family (id) on delete cascade,
    expires_at        timestamptz not null,
    used_at           timestamptz,
    access_jti        text not null,
    access_expires_at timestamptz not null
);
create index refresh_token_of_family on refresh_token (family_id);
comment on table refresh_token is 'A single-use refresh token.';
comment on column refresh_token.token_sha256 is 'SHA-256 of the token (256 random bits).';
comment on column refresh_token.family_id is 'The family that it belongs to.';
comment on column refresh_token.expires_at is 'When it ends if it is not used.';
comment on column refresh_token.used_at is 'When it was used; a second use revokes the family.';
comment on column refresh_token.access_jti is 'The access token that was handed out with it, revoked with the family.';
comment on column refresh_token.access_expires_at is 'When that access token expires.';

create table signing_key (
    kid          text primary key,
    public_key   bytea not null,
    private_key  bytea not null,
    kek_id       text not null,
    created_at   timestamptz not null,
    signs_from   timestamptz not null,
    signs_until  timestamptz not null,
    listed_until timestamptz not null
);
comment on table signing_key is 'P-256 keys that sign access tokens, shared by all replicas.';
comment on column signing_key.kid is 'Key id: RFC 7638 thumbprint of the public key.';
comment on column signing_key.public_key is 'Public key, X.509 SubjectPublicKeyInfo.';
comment on column signing_key.private_key is 'PKCS#8, encrypted by AES-256-GCM with the key-encryption key (nonce first), bound to the kid.';
comment on column signing_key.kek_id is 'Which key-encryption key: the first 16 hex digits of the SHA-256 of it.';
comment on column signing_key.created_at is 'Time of creation; listed in the JWKS from then on.';
comment on column signing_key.signs_from is 'When it begins to sign: after every verifier''s JWKS cache has it.';
comment on column signing_key.signs_until is 'When the next key has taken over.';
comment on column signing_key.listed_until is 'When it leaves the JWKS: all its tokens have expired and every cache has forgotten it.';
