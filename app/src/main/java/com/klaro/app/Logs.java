package com.klaro.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.node.TextNode;
import com.klaro.store.telemetry.RedactingAppender;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.logging.common.FileAppenderFactory;
import io.dropwizard.logging.json.EventJsonLayoutBaseFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One JSON line per event, redacted: to standard error for the programs of production, to a file
/// where a person reads the terminal.
public final class Logs {

  private Logs() {}

  public static void toStandardError() {
    var console = new ConsoleAppenderFactory<ILoggingEvent>();
    console.setTarget(ConsoleAppenderFactory.ConsoleStream.STDERR);
    configure(console);
  }

  public static void toFile(Path file) {
    var appender = new FileAppenderFactory<ILoggingEvent>();
    appender.setCurrentLogFilename(file.toString());
    appender.setArchive(false);
    configure(appender);
  }

  private static void configure(AbstractAppenderFactory<ILoggingEvent> appender) {
    appender.setLayout(new EventJsonLayoutBaseFactory());
    var factory = new DefaultLoggingFactory();
    factory.setLevel("INFO");
    // What these say at INFO is their version, and that they end as they were told.
    factory.setLoggers(
        Map.of(
            "com.zaxxer.hikari", TextNode.valueOf("WARN"),
            "org.flywaydb", TextNode.valueOf("WARN"),
            "org.hibernate.validator", TextNode.valueOf("WARN"),
            "io.temporal.serviceclient", TextNode.valueOf("WARN"),
            "org.eclipse.jetty", TextNode.valueOf("WARN"),
            // These warn of each malformed message, with its words: strangers would fill the disk.
            "org.eclipse.jetty.http", TextNode.valueOf("ERROR"),
            "org.eclipse.jetty.util.HostPort", TextNode.valueOf("ERROR")));
    factory.setAppenders(List.of(appender));
    factory.configure(new MetricRegistry(), "klaro");
    RedactingAppender.install();
  }
}
