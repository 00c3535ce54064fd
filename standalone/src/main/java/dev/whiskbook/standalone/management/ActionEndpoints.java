package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;

/** {@code /namespaces/{ns}/actions}: list, create, update, get, delete. */
public final class ActionEndpoints {
  private static final String ACTIONS = Api.NAMESPACE + "/actions";

  private final Namespace namespace;
  private final ActionStore store;

  public ActionEndpoints(Namespace namespace, ActionStore store) {
    this.namespace = namespace;
    this.store = store;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .add("GET", ACTIONS, Api.collection(namespace, this::list))
        .add("GET", ACTIONS + "/", Api.collection(namespace, this::list))
        .add("PUT", ACTIONS + "/{name}", Api.entity(namespace, this::put))
        .add("GET", ACTIONS + "/{name}", Api.entity(namespace, this::get))
        .add("GET", ACTIONS + "/{name}/", Api.entity(namespace, this::listPackage))
        .add("DELETE", ACTIONS + "/{name}", Api.entity(namespace, this::delete));
    for (String method : new String[] {"PUT", "GET", "POST", "DELETE"}) {
      routes.add(method, ACTIONS + "/{package}/{name}", Api.entity(namespace, this::noSuchPackage));
    }
  }

  private Reply list(Request request) {
    Page page = Page.of(request, "actions", Integer.MAX_VALUE);
    var all = store.list();
    if (request.flag("count", false)) {
      return Reply.json(200, Json.object().put("actions", Math.max(0, all.size() - page.skip())));
    }
    var array = Json.MAPPER.createArrayNode();
    all.stream().skip(page.skip()).limit(page.limit()).forEach(a -> array.add(a.toSummary()));
    return Reply.json(200, array);
  }

  private Reply put(Request request) {
    boolean overwrite = request.flag("overwrite", false);
    Api.requireJson(request);
    ActionPut put = ActionPutReader.read(request.body());
    String name = request.variable("name");
    WhiskAction stored =
        store.put(
            name,
            present -> {
              if (present.isEmpty()) {
                return put.create(namespace.name(), name, store.nextRevision());
              }
              if (!overwrite) {
                throw ApiException.of(409, "resource already exists");
              }
              return put.update(present.get(), store.nextRevision());
            });
    return Reply.json(200, stored.toJson(true));
  }

  private Reply get(Request request) {
    boolean code = request.flag("code", true);
    return Reply.json(
        200, store.get(request.variable("name")).orElseThrow(ApiException::notFound).toJson(code));
  }

  private Reply delete(Request request) {
    return Reply.json(
        200,
        store.remove(request.variable("name")).orElseThrow(ApiException::notFound).toJson(true));
  }

  /** A trailing slash asks for the actions of a package. */
  private Reply listPackage(Request request) {
    if (store.get(request.variable("name")).isPresent()) {
      throw ApiException.of(409, "Resource by this name exists but is not in this collection.");
    }
    throw ApiException.notFound();
  }

  /** There are no packages here, so none of them has an action. */
  private Reply noSuchPackage(Request request) {
    throw ApiException.notFound();
  }
}
