package dev.whiskbook.standalone;

import dev.whiskbook.standalone.container.context.ContextContainerFactory;
import dev.whiskbook.standalone.data.ActivationStore;
import dev.whiskbook.standalone.data.Activator;
import dev.whiskbook.standalone.data.Invoker;
import dev.whiskbook.standalone.data.Router;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.HttpServer;
import dev.whiskbook.standalone.http.Identities;
import dev.whiskbook.standalone.http.Routes;
import dev.whiskbook.standalone.management.ActionEndpoints;
import dev.whiskbook.standalone.management.ActionResolver;
import dev.whiskbook.standalone.management.ActivationEndpoints;
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
import dev.whiskbook.standalone.status.SettingsEndpoint;
import dev.whiskbook.standalone.web.WebActionEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/** An OpenWhisk in this process: call {@link #start}, use its API over HTTP, close it. */
public final class StandaloneServer implements AutoCloseable {
  private static final int MAX_RECORDS = 100_000;
  private static final long MAX_RECORD_BYTES = 128L << 20;

  private final String host;
  private final HttpServer http;
  private final Router router;
  private final ContextContainerFactory containers;

  private StandaloneServer(
      String host, HttpServer http, Router router, ContextContainerFactory containers) {
    this.host = host;
    this.http = http;
    this.router = router;
    this.containers = containers;
  }

  /**
   * Starts a server and returns when it listens. The JavaScript engine warms up in the background.
   *
   * @throws UnknownHostException if the host is no address
   * @throws RuntimeException if it cannot listen there, for instance because the port is in use
   */
  public static StandaloneServer start(StandaloneConfig config) throws UnknownHostException {
    var identities = new Identities(config.front().identities());
    InetAddress address = InetAddress.getByName(config.front().host());
    var containers = new ContextContainerFactory();
    var router = new Router(containers, config.pool());
    var misbehaviour = new Misbehaviour(config.chaos(), config.profile());
    try {
      var activations = new ActivationStore(MAX_RECORDS, MAX_RECORD_BYTES);
      var invoker = new Invoker(router, activations, misbehaviour);
      var http =
          HttpServer.start(
              address,
              config.front().port(),
              routes(config, identities, containers::supports, invoker, activations, misbehaviour),
              identities);
      var server = new StandaloneServer(config.front().host(), http, router, containers);
      invoker.announce(server.apiHost());
      router.warmUp();
      return server;
    } catch (RuntimeException e) {
      router.close();
      containers.close();
      throw e;
    }
  }

  private static Routes routes(
      StandaloneConfig config,
      Identities identities,
      Predicate<String> runnable,
      Invoker invoker,
      ActivationStore activations,
      Misbehaviour misbehaviour) {
    var entities = new EntityStore(EntityJournal.NONE);
    var resolver = new ActionResolver(entities);
    var activator = new Activator(invoker, activations, resolver, runnable);
    var throttle = new Throttle(config.front().limits());
    var fire = new TriggerFire(resolver, activator, activations, throttle);
    var routes = new Routes();
    new InvokeEndpoint(resolver, activator, throttle, misbehaviour).addTo(routes);
    new WebActionEndpoint(identities, resolver, new FrontInvocations(activator, throttle))
        .addTo(routes);
    new ActivationEndpoints(activations).addTo(routes);
    new ActionEndpoints(entities, resolver).addTo(routes);
    new PackageEndpoints(entities, resolver).addTo(routes);
    new TriggerEndpoints(entities, fire, throttle).addTo(routes);
    new RuleEndpoints(entities, resolver).addTo(routes);
    new InfoEndpoints(throttle.limits()).addTo(routes);
    new SettingsEndpoint(misbehaviour).addTo(routes);
    return routes;
  }

  /** Base URL, such as {@code http://127.0.0.1:41234}. */
  public String apiHost() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + http.port();
  }

  /** Stops listening, ends running activations and frees everything. */
  @Override
  public void close() {
    http.close();
    router.close();
    containers.close();
  }
}
