package com.klaro.store.broken;

import com.klaro.store.database.Database;
import java.util.List;

public final class UnnamedDoor {

  private final Database database;

  public UnnamedDoor(Database database) {
    this.database = database;
  }

  public List<String> all() {
    return List.of(database.version().toString());
  }
}
