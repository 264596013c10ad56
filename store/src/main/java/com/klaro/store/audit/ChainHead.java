package com.klaro.store.audit;

/// The end of a chain that has begun, as a statement of somebody else's found it.
public record ChainHead(long seq, byte[] hash, byte[] mac) {}
