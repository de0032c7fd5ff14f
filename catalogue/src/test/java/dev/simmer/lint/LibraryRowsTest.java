package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rows about other people's libraries, held against their jars. */
@Tag("libraries")
class LibraryRowsTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  /** A stub is generated, so that the library alone has none. */
  private static final Map<String, Callers.Call> BY_HAND =
      Map.of(
          "io.grpc.stub.AbstractBlockingStub#*(*)",
          new Callers.Call(
              "Stub on",
              "on",
              "on.greet();",
              """
              abstract static class Stub extends io.grpc.stub.AbstractBlockingStub<Stub> {
                Stub(io.grpc.Channel channel) { super(channel, null); }
                abstract String greet();
              }
              """));

  private static List<Row> rows;
  private static TreeSet<String> types;

  @BeforeAll
  static void read() throws IOException {
    rows = Rows.of("libraries.db");
    types = typesOfJars();
  }

  @Test
  void everyRowIsAboutAMethodOfAJar() {
    Signatures signatures = Signatures.ofClassPath(CLASS_PATH);
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      if (owners(row).stream().noneMatch(owner -> signatures.has(owner, row))) {
        wrong.add(row.subject());
      }
    }
    assertThat(wrong).as("rows about what is in no jar").isEmpty();
  }

  @Test
  void everyRowIsReportedDirectlyAndThreeMethodsBelow() throws IOException {
    Recall recall = new Recall(rows, BY_HAND, LibraryRowsTest::owners);
    assertThat(recall.missed()).isEmpty();
    assertThat(recall.uncalled()).isEmpty();
    System.out.printf("%d rows about libraries, all reported%n", recall.called());
  }

  /** What configures a client, starts something asynchronous, or is a fake. */
  @Test
  void whatOnlyConfiguresOrAnswersLaterIsLeftAlone() throws IOException {
    String source =
        """
        import dev.simmer.*;
        import static dev.simmer.Simmer.*;
        import java.util.concurrent.TimeUnit;
        class Quiet {
          interface Users extends org.springframework.data.repository.CrudRepository<String, Long> {
            java.util.concurrent.CompletableFuture<String> findLater(String name);
          }
          abstract static class Stub extends io.grpc.stub.AbstractBlockingStub<Stub> {
            Stub(io.grpc.Channel channel) { super(channel, null); }
          }
          @Async static Coroutine<Void> quiet(
              org.springframework.web.client.RestTemplate rest,
              org.springframework.jdbc.core.JdbcTemplate jdbc,
              okhttp3.Call call,
              okhttp3.Callback callback,
              kong.unirest.core.GetRequest get,
              software.amazon.awssdk.services.s3.S3Client s3,
              software.amazon.awssdk.services.s3.S3AsyncClient s3Async,
              org.apache.kafka.clients.consumer.MockConsumer<String, String> mock,
              org.redisson.api.RBucket<String> bucket,
              io.lettuce.core.api.sync.RedisCommands<String, String> redis,
              redis.clients.jedis.JedisPooled jedis,
              org.jooq.DSLContext jooq,
              com.mongodb.client.MongoCollection<org.bson.Document> mongo,
              Users users,
              Stub stub,
              java.util.concurrent.Future<String> future) throws Exception {
            rest.getMessageConverters();
            rest.setErrorHandler(null);
            jdbc.setFetchSize(10);
            call.enqueue(callback);
            call.cancel();
            createTask("get", () -> done(await(get.asStringAsync())));
            s3.serviceName();
            s3.utilities();
            s3Async.listBuckets().thenAccept(buckets -> {});
            mock.poll(java.time.Duration.ZERO);
            bucket.getAsync().toCompletableFuture().thenAccept(value -> {});
            bucket.getName();
            redis.getStatefulConnection();
            redis.isOpen();
            jedis.pipelined();
            jooq.selectOne().fetchAsync().thenAccept(rows -> {});
            jooq.selectFrom("book");
            mongo.find().limit(3);
            mongo.withDocumentClass(String.class);
            users.findLater("a").thenAccept(user -> {});
            stub.withDeadlineAfter(1, TimeUnit.SECONDS);
            com.google.common.util.concurrent.Futures.getDone(future);
            org.apache.commons.io.FileUtils.byteCountToDisplaySize(1L);
            return done();
          }
        }
        """;
    assertThat(Recall.messages(Map.of("Quiet", source)))
        .noneMatch(message -> message.contains("async-blocking"));
  }

  /** Drivers are called by the types of JDBC, whose rows hold for whatever implements them. */
  @Test
  void driversImplementTheTypesThatTheRowsAboutJdbcName() {
    Signatures signatures = Signatures.ofClassPath(CLASS_PATH);
    assertThat(
            List.of(
                "org.h2.jdbc.JdbcConnection",
                "org.postgresql.jdbc.PgConnection",
                "com.mysql.cj.jdbc.ConnectionImpl",
                "org.mariadb.jdbc.Connection",
                "org.sqlite.jdbc4.JDBC4Connection"))
        .allMatch(type -> signatures.isBelow(type, "java.sql.Connection"));
    assertThat(signatures.isBelow("com.zaxxer.hikari.HikariDataSource", "javax.sql.DataSource"))
        .isTrue();
  }

  private static List<String> owners(Row row) {
    return row.isOwnerPattern()
        ? types.stream().filter(row::ownerMatches).toList()
        : List.of(row.owner());
  }

  private static TreeSet<String> typesOfJars() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      if (!Files.isRegularFile(Path.of(entry))) {
        continue;
      }
      try (ZipFile jar = new ZipFile(entry)) {
        for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
          String name = all.nextElement().getName();
          if (name.endsWith(".class") && !name.startsWith("META-INF")) {
            found.add(name.substring(0, name.length() - 6).replace('/', '.'));
          }
        }
      }
    }
    return found;
  }
}
