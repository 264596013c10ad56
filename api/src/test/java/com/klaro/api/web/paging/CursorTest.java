package com.klaro.api.web.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.web.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private final Cursor cursors = new Cursor(new byte[32]);

  @Test
  void aCursorLeadsOnAndTheLastPageHasNone() {
    PageRequest asked = cursors.request("members/1", "2", null);
    List<Integer> rows = IntStream.rangeClosed(1, asked.fetch()).boxed().toList();
    Page<String> page = cursors.page("members/1", asked, rows, it -> it, it -> "row" + it);
    assertThat(page.items()).containsExactly("row1", "row2");
    String next = Objects.requireNonNull(page.nextCursor());
    assertThat(cursors.request("members/1", null, next)).isEqualTo(new PageRequest(20, "2"));
    assertThat(
            cursors.page("members/1", asked, List.of(3), it -> it, it -> "row" + it).nextCursor())
        .isNull();
  }

  @Test
  void aCursorOfAnotherListKeyOrIdIsRefused() {
    String cursor = cursors.seal("members/1", "42");
    assertThatThrownBy(() -> cursors.request("members/2", null, cursor))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new Cursor(new byte[] {1}).request("members/1", null, cursor))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> cursors.request("members/1", null, cursor + "="))
        .isInstanceOf(Problem.class);
    char changed = cursor.endsWith("A") ? 'B' : 'A';
    assertThatThrownBy(() -> cursors.request("members/1", null, changed + cursor.substring(1)))
        .isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "+5", "1.0", "", "a", "٣", "99999999999"})
  void limitsGoFromOneToAHundred(String limit) {
    assertThatThrownBy(() -> cursors.request("members/1", limit, null))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.errors().getFirst().field()).isEqualTo("limit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void rubbishIsNoCursor(String cursor) {
    assertThatThrownBy(() -> cursors.request("members/1", null, cursor))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.errors().getFirst().field()).isEqualTo("cursor"));
  }
}
