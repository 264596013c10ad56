package com.klaro.store.database;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// One open transaction. Work that must be the last statements before the commit (audit heads,
/// which lock) and work that must follow a commit (waking the outbox) is registered here, so
/// callers cannot get the order wrong.
public final class Transaction {

  private final Handle handle;
  private final List<Runnable> beforeCommit = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final IdentityHashMap<Object, Object> kept = new IdentityHashMap<>();
  private boolean open = true;

  Transaction(Handle handle) {
    this.handle = handle;
  }

  /// @throws IllegalStateException after the transaction ended: a scope or handle that outlives its
  ///   transaction is a defect
  public Handle handle() {
    if (!open) {
      throw new IllegalStateException("The transaction has ended");
    }
    return handle;
  }

  public void beforeCommit(Runnable lastStatements) {
    beforeCommit.add(lastStatements);
  }

  public void afterCommit(Runnable work) {
    afterCommit.add(work);
  }

  /// What a door keeps for the length of this transaction, made at its first use. Gone with a
  /// rollback, like the rows.
  ///
  /// @param door whose state it is; two instances of a door never share, unless they give their
  ///   class
  public <T> T kept(Object door, Class<T> type, Supplier<T> fresh) {
    if (!open) {
      throw new IllegalStateException("The transaction has ended");
    }
    return type.cast(kept.computeIfAbsent(door, _ -> fresh.get()));
  }

  /// A part that may turn out to be impossible, while the rest goes on. Never one within another.
  ///
  /// @param refused does the work, and says whether it must not stay
  /// @return whether it stays; on false nothing of it was done
  public boolean unless(BooleanSupplier refused) {
    return SavePoint.unless(handle(), refused);
  }

  /// The same where another transaction may have made it impossible.
  ///
  /// @return false when it would have put a second row in the place of one; then nothing of it was
  ///   done
  public boolean unlessTaken(Runnable work) {
    return SavePoint.unlessTaken(handle(), work);
  }

  <T> T run(Supplier<T> work) {
    try {
      T result =
          handle.inTransaction(_ -> {
            T value = work.get();
            beforeCommit.forEach(Runnable::run);
            return value;
          });
      open = false;
      afterCommit.forEach(Runnable::run);
      return result;
    } finally {
      open = false;
    }
  }
}
