package com.klaro.sandbox.network;

/// The fault of the moment, and the place where a stalled wire waits for another one.
final class Switch {
  private Fault fault = new Fault.Pass();

  synchronized void set(Fault next) {
    fault = next;
    notifyAll();
  }

  synchronized Fault now() {
    return fault;
  }

  synchronized Fault whenNotStalled() throws InterruptedException {
    while (fault instanceof Fault.Stall) {
      wait();
    }
    return fault;
  }
}
