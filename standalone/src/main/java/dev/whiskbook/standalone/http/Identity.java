package dev.whiskbook.standalone.http;

/** A namespace with the key that opens it. */
public record Identity(String namespace, AuthKey key) {}
