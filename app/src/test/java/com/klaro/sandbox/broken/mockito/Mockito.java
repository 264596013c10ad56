package com.klaro.sandbox.broken.mockito;

/// Stands for the library, which the build refuses to fetch.
public final class Mockito {}
