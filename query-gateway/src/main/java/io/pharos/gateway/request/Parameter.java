package io.pharos.gateway.request;

/** One decoded name and value, as it stood in the URL or in the form. */
public record Parameter(String name, String value) {}
