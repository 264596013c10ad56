package com.klaro.api.broken;

public final class Nut {}
