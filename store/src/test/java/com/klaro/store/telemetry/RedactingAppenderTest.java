package com.klaro.store.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RedactingAppenderTest {

  private static final String CANARY = "ann.canary@example.com";

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("com.klaro.test");
  private final Lines lines = new Lines(context);

  @BeforeEach
  void fields() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void messagesArgumentsAndFieldsAreRedacted() {
    context.getLogger("ROOT").addAppender(lines);
    RedactingAppender.install(context);
    context.getMDCAdapter().put("requestId", CANARY);
    context.getMDCAdapter().put("peer", "of-a-library");

    logger.info("to {}", CANARY);
    logger.atInfo().addKeyValue("to", CANARY).log("with a pair");

    assertThat(lines.texts)
        .hasSize(2)
        .noneMatch(line -> line.contains("canary"))
        .noneMatch(line -> line.contains("of-a-library"))
        .first()
        .asString()
        .contains("to [address]", "requestId=[address]");
  }

  @Test
  void exceptionsAreRedactedDownToTheLastCause() {
    context.getLogger("ROOT").addAppender(lines);
    RedactingAppender.install(context);
    var failure =
        new IllegalStateException(
            "outer " + CANARY, new IllegalArgumentException("inner " + CANARY));
    failure.addSuppressed(new IllegalArgumentException("suppressed " + CANARY));

    logger.error("failed", failure);

    assertThat(lines.texts.getFirst())
        .doesNotContain("canary")
        .contains(
            "IllegalStateException: outer [address]",
            "inner [address]",
            "suppressed [address]",
            "RedactingAppenderTest");
  }

  @Test
  void itStandsInFrontOfAsynchronousAppendersToo() {
    var async = new AsyncAppender();
    async.setContext(context);
    async.addAppender(lines);
    async.start();
    logger.addAppender(async);
    RedactingAppender.install(context);
    RedactingAppender.install(context);

    logger.info("to {}", CANARY);
    context.stop();

    assertThat(lines.texts).singleElement().asString().contains("to [address]");
  }

  @Test
  void aFieldHoldsForItsBlock() {
    try (var _ = LogFields.REQUEST_ID.with("r1")) {
      assertThat(MDC.get("requestId")).isEqualTo("r1");
    }
    @Nullable String after = MDC.get("requestId");
    assertThat(after).isNull();
  }

  /// All an appender could show of an event.
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final PatternLayout layout = new PatternLayout();

    Lines(LoggerContext context) {
      setContext(context);
      layout.setContext(context);
      layout.setPattern("%level %msg %mdc %kvp%n%ex{full}");
      layout.start();
      start();
    }

    @Override
    protected void append(ILoggingEvent event) {
      texts.add(layout.doLayout(event) + event.getMessage() + event.getMDCPropertyMap());
    }
  }
}
