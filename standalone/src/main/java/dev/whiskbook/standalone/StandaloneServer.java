package dev.whiskbook.standalone;

import dev.whiskbook.standalone.data.ActivationJournal;
import dev.whiskbook.standalone.data.ActivationStore;
import dev.whiskbook.standalone.data.Activator;
import dev.whiskbook.standalone.data.Invoker;
import dev.whiskbook.standalone.data.ResponseCache;
import dev.whiskbook.standalone.data.Router;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.HttpServer;
import dev.whiskbook.standalone.http.Identities;
import dev.whiskbook.standalone.http.Routes;
import dev.whiskbook.standalone.http.ServerClock;
import dev.whiskbook.standalone.management.ActionEndpoints;
import dev.whiskbook.standalone.management.ActionResolver;
import dev.whiskbook.standalone.management.ActivationEndpoints;
import dev.whiskbook.standalone.management.ApiDescription;
import dev.whiskbook.standalone.management.EntityJournal;
import dev.whiskbook.standalone.management.EntityStore;
import dev.whiskbook.standalone.management.FrontInvocations;
import dev.whiskbook.standalone.management.InfoEndpoints;
import dev.whiskbook.standalone.management.InvokeEndpoint;
import dev.whiskbook.standalone.management.PackageEndpoints;
import dev.whiskbook.standalone.management.RuleEndpoints;
import dev.whiskbook.standalone.management.Throttle;
import dev.whiskbook.standalone.management.TriggerEndpoints;
import dev.whiskbook.standalone.management.TriggerFire;
import dev.whiskbook.standalone.status.ActivationLogger;
import dev.whiskbook.standalone.status.ActivationMetrics;
import dev.whiskbook.standalone.status.SettingsEndpoint;
import dev.whiskbook.standalone.status.StatusEndpoint;
import dev.whiskbook.standalone.storage.DataFolder;
import dev.whiskbook.standalone.web.WebActionEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** An OpenWhisk in this process: call {@link #start}, use its API over HTTP, close it. */
public final class StandaloneServer implements AutoCloseable {
  private static final int MAX_RECORDS = 100_000;
  private static final long MAX_RECORD_BYTES = 128L << 20;

  private final FrontConfig front;
  private final HttpServer http;
  private final Throttle throttle;

  /** What is to be closed, last opened first. */
  private final Deque<AutoCloseable> open;

  private StandaloneServer(
      FrontConfig front, HttpServer http, Throttle throttle, Deque<AutoCloseable> open) {
    this.front = front;
    this.http = http;
    this.throttle = throttle;
    this.open = open;
  }

  /**
   * Starts a server and returns when it listens. The JavaScript engine warms up in the background.
   *
   * @throws UnknownHostException if the host is no address
   * @throws DataFolderException if the folder for the state cannot be used
   * @throws RuntimeException if it cannot listen there, for instance because the port is in use
   */
  public static StandaloneServer start(StandaloneConfig config) throws UnknownHostException {
    FrontConfig front = config.front();
    InetAddress address = InetAddress.getByName(front.host());
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      Optional<DataFolder> data = front.data().map(DataFolderException::open);
      data.ifPresent(open::push);
      var entities = new EntityStore(data.<EntityJournal>map(d -> d).orElse(EntityJournal.NONE));
      var activations =
          new ActivationStore(
              MAX_RECORDS,
              MAX_RECORD_BYTES,
              data.<ActivationJournal>map(d -> d).orElse(ActivationJournal.NONE));
      var containers = new IsolatedContainers(config.pool().isolation());
      open.push(containers);
      var router = new Router(containers, config.pool());
      open.push(router);
      var misbehaviour = new Misbehaviour(config.chaos(), config.profile());
      var answers = new ResponseCache(config.responseCache());
      var invoker = new Invoker(router, activations, misbehaviour, answers);
      var metrics = new ActivationMetrics(router, misbehaviour, answers);
      invoker.observe(metrics::record);
      invoker.observe(ActivationLogger::ended);
      var resolver = new ActionResolver(entities);
      var activator = new Activator(invoker, activations, resolver, containers::supports);
      var clock = new ServerClock(front.clockSpeed());
      var throttle = new Throttle(front.limits(), clock::nowMs);
      var identities = new Identities(front.identities());
      var routes = new Routes();
      new InvokeEndpoint(resolver, activator, throttle, misbehaviour).addTo(routes);
      new WebActionEndpoint(
              identities, resolver, new FrontInvocations(activator, throttle), misbehaviour)
          .addTo(routes);
      addManagement(routes, entities, resolver, activations, config.pool().maxActionConcurrency());
      new TriggerEndpoints(
              entities,
              new TriggerFire(resolver, activator, activations, throttle),
              throttle,
              misbehaviour)
          .addTo(routes);
      new InfoEndpoints(throttle.limits(), config.pool().maxActionConcurrency()).addTo(routes);
      new ApiDescription(config.pool().maxActionConcurrency()).addTo(routes);
      var settings = new SettingsEndpoint(misbehaviour, answers);
      settings.addTo(routes);
      new StatusEndpoint(router, misbehaviour, answers, settings, metrics).addTo(routes);
      var http = HttpServer.start(address, front.port(), front.tls(), clock, routes, identities);
      open.push(http);
      var server = new StandaloneServer(front, http, throttle, open);
      invoker.announce(server.apiHost());
      router.warmUp();
      return server;
    } catch (RuntimeException e) {
      closeAll(open);
      throw e;
    }
  }

  private static void addManagement(
      Routes routes,
      EntityStore entities,
      ActionResolver resolver,
      ActivationStore activations,
      int maxConcurrency) {
    new ActivationEndpoints(activations).addTo(routes);
    new ActionEndpoints(entities, resolver, maxConcurrency).addTo(routes);
    new PackageEndpoints(entities, resolver).addTo(routes);
    new RuleEndpoints(entities, resolver).addTo(routes);
  }

  /** Base URL, such as {@code http://127.0.0.1:41234}. */
  public String apiHost() {
    String name = front.host().contains(":") ? "[" + front.host() + "]" : front.host();
    return (front.tls().isPresent() ? "https://" : "http://") + name + ":" + http.port();
  }

  /**
   * Takes no more invocations and waits for those under way.
   *
   * @return false if some are not over after {@code limit}
   */
  public boolean drain(Duration limit) throws InterruptedException {
    return throttle.drain(limit);
  }

  /** Stops listening, ends running activations and frees everything. */
  @Override
  public void close() {
    closeAll(open);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
