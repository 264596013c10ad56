package com.klaro.store.brokentoo;

public final class Bolt {}
