package com.klaro.workflows.broken;

import java.net.http.HttpClient;
import okhttp3.OkHttpClient;

public final class CallsAProvider {

  private CallsAProvider() {}

  static Class<?> client() {
    return OkHttpClient.class;
  }

  static Class<?> ownClient() {
    return HttpClient.class;
  }
}
