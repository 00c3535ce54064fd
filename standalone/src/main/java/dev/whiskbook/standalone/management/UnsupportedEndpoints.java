package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Endpoint;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Routes;

/**
 * Collections of OpenWhisk that this server does not have. Their lists are empty, so that {@code
 * wsk list} works; anything else is refused in words.
 */
public final class UnsupportedEndpoints {
  private final Namespace namespace;

  public UnsupportedEndpoints(Namespace namespace) {
    this.namespace = namespace;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    for (String collection : new String[] {"packages", "triggers", "rules"}) {
      String path = Api.NAMESPACE + "/" + collection;
      Endpoint none = Api.collection(namespace, request -> Reply.json(200, "[]"));
      Endpoint refusal =
          Api.entity(
              namespace,
              request -> {
                throw ApiException.of(
                    404, "The collection '" + collection + "' is not supported by this server.");
              });
      routes.add("GET", path, none).add("GET", path + "/", none);
      for (String method : new String[] {"GET", "PUT", "POST", "DELETE"}) {
        routes.add(method, path + "/{name}", refusal);
      }
    }
  }
}
