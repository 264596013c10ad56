package com.klaro.store.broken;

public final class OpenSql {}
