package dev.whiskbook.standalone;

import dev.whiskbook.standalone.container.context.ContextContainerFactory;
import dev.whiskbook.standalone.data.ActivationStore;
import dev.whiskbook.standalone.data.Invoker;
import dev.whiskbook.standalone.data.Router;
import dev.whiskbook.standalone.fault.Misbehaviour;
import dev.whiskbook.standalone.http.HttpServer;
import dev.whiskbook.standalone.http.Routes;
import dev.whiskbook.standalone.management.ActionEndpoints;
import dev.whiskbook.standalone.management.ActionStore;
import dev.whiskbook.standalone.management.ActivationEndpoints;
import dev.whiskbook.standalone.management.InfoEndpoints;
import dev.whiskbook.standalone.management.InvokeEndpoint;
import dev.whiskbook.standalone.management.Namespace;
import dev.whiskbook.standalone.management.UnsupportedEndpoints;
import dev.whiskbook.standalone.status.SettingsEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** An OpenWhisk in this process: call {@link #start}, use its API over HTTP, close it. */
public final class StandaloneServer implements AutoCloseable {
  private static final String NAMESPACE = "guest";
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
    InetAddress address = InetAddress.getByName(config.host());
    var containers = new ContextContainerFactory();
    var router = new Router(containers, config.pool());
    var misbehaviour = new Misbehaviour(config.chaos(), config.profile());
    try {
      var activations = new ActivationStore(MAX_RECORDS, MAX_RECORD_BYTES);
      var invoker = new Invoker(router, activations, misbehaviour);
      var http =
          HttpServer.start(
              address, config.port(), routes(invoker, activations, misbehaviour), config.key());
      var server = new StandaloneServer(config.host(), http, router, containers);
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
      Invoker invoker, ActivationStore activations, Misbehaviour misbehaviour) {
    var namespace = new Namespace(NAMESPACE);
    var actions = new ActionStore();
    var routes = new Routes();
    new InvokeEndpoint(namespace, actions, invoker, misbehaviour).addTo(routes);
    new SettingsEndpoint(misbehaviour).addTo(routes);
    new ActivationEndpoints(namespace, activations).addTo(routes);
    new ActionEndpoints(namespace, actions).addTo(routes);
    new InfoEndpoints(namespace).addTo(routes);
    new UnsupportedEndpoints(namespace).addTo(routes);
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
