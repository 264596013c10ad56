package com.klaro.store.identity;

/// That somebody had a passkey in hand just now: its signature was looked at and is right.
///
/// @param signCount what its authenticator has counted
/// @param challenge that it answers
public record PasskeyUse(
    KnownPasskey passkey, long signCount, boolean backedUp, PasskeyChallenge challenge) {}
