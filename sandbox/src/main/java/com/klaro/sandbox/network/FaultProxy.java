package com.klaro.sandbox.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A wire in front of a server that a test can cut in several ways while both ends live. It listens
/// on a loopback port of its own, which stays the same through all faults.
public final class FaultProxy implements AutoCloseable {
  private final InetSocketAddress target;
  private final Switch state = new Switch();
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket listener;
  private Thread acceptor;

  private FaultProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    this.acceptor = acceptOn(listener, this::accept);
  }

  /// A proxy in front of a server on this machine.
  public static FaultProxy to(int targetPort) {
    try {
      return new FaultProxy(new InetSocketAddress(LoopbackPort.ADDRESS, targetPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String host() {
    return LoopbackPort.HOST;
  }

  public int port() {
    return port;
  }

  /// From now on, for old and new connections alike.
  public synchronized void set(Fault fault) {
    state.set(fault);
    try {
      switch (fault) {
        case Fault.Refuse _ -> {
          stopListening();
          wires.forEach(Wire::close);
        }
        case Fault.Reset _ -> {
          wires.forEach(Wire::reset);
          reopen();
        }
        case Fault.Pass _, Fault.Stall _, Fault.CloseAfter _ -> reopen();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void reopen() throws IOException {
    if (listener.isClosed()) {
      listener = listen(port);
      acceptor = acceptOn(listener, this::accept);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(LoopbackPort.ADDRESS, port));
    return socket;
  }

  private static Thread acceptOn(ServerSocket socket, Consumer<ServerSocket> accept) {
    return Thread.ofVirtual()
        .name("fault-proxy-" + socket.getLocalPort())
        .start(() -> accept.accept(socket));
  }

  /// A listener takes connections as long as a thread waits on it, even after its close has
  /// returned.
  private void stopListening() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a fault was set", e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        join(socket.accept());
      } catch (IOException _) {
        // the listener was closed, which the loop sees
      }
    }
  }

  private void join(Socket client) throws IOException {
    if (state.now() instanceof Fault.Reset) {
      client.setSoLinger(true, 0);
      client.close();
      return;
    }
    Socket server = new Socket();
    try {
      server.connect(target);
    } catch (IOException _) {
      server.close();
      client.close(); // nobody is behind the proxy: the client sees a connection that ends at once
      return;
    }
    Wire wire = new Wire(client, server, state);
    wires.add(wire);
    wire.run(() -> wires.remove(wire));
    if (state.now() instanceof Fault.Refuse) {
      wire.close(); // the fault was set between the accept and here
    }
  }

  @Override
  public synchronized void close() {
    set(new Fault.Refuse());
  }
}
