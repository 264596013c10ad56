package com.klaro.api.broken;

import jakarta.ws.rs.client.Client;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
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

  static Class<?> restClient() {
    return Client.class;
  }

  static Class<?> oldClient() {
    return HttpURLConnection.class;
  }

  static Class<?> byHand() {
    return Socket.class;
  }

  static InputStream read(URL page) throws IOException {
    return page.openStream();
  }

  static Object connect(URL page) throws IOException {
    return page.openConnection();
  }
}
