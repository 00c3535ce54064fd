package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.entity.WhiskPackage;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /namespaces/{ns}/actions}: list, create, update, get, delete. */
public final class ActionEndpoints {
  private static final String ACTIONS = Api.NAMESPACE + "/actions";
  private static final String COLLECTION = "actions";

  private final EntityStore store;
  private final ActionResolver resolver;
  private final SequenceRules sequences;
  private final int maxConcurrency;

  /** Revisions of this process; nothing that outlives it depends on them. */
  private final AtomicLong lastRevision = new AtomicLong();

  /**
   * Endpoints over a store.
   *
   * @param maxConcurrency most activations at once in one container that an action may ask for
   */
  public ActionEndpoints(EntityStore store, ActionResolver resolver, int maxConcurrency) {
    this.store = store;
    this.resolver = resolver;
    this.maxConcurrency = maxConcurrency;
    this.sequences = new SequenceRules(resolver);
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .add("GET", ACTIONS, Api.collection(this::list))
        .add("GET", ACTIONS + "/", Api.collection(this::list))
        .add("GET", ACTIONS + "/{name}/", Api.sharedEntity(this::listPackage));
    for (String path : new String[] {ACTIONS + "/{name}", ACTIONS + "/{package}/{name}"}) {
      routes
          .add("PUT", path, Api.entity(this::put))
          .add("GET", path, Api.sharedEntity(this::get))
          .add("DELETE", path, Api.entity(this::delete));
    }
  }

  private Reply list(Request request, String namespace) {
    return Listing.of(
        request,
        COLLECTION,
        store.list(WhiskAction.class, a -> a.id().namespace().equals(namespace)));
  }

  private Reply put(Request request, QualifiedName id) {
    boolean overwrite = request.flag("overwrite", false);
    Api.requireJson(request);
    ActionPut put = ActionPutReader.read(request.body(), id.namespace());
    id.packageId().ifPresent(this::requireRealPackage);
    put.sequence().ifPresent(s -> sequences.check(request.caller().namespace(), id, s));
    WhiskAction stored =
        store.put(
            id,
            WhiskAction.class,
            present -> {
              if (present.isEmpty()) {
                return put.create(id, lastRevision.incrementAndGet(), maxConcurrency);
              }
              if (!overwrite) {
                throw ApiException.of(409, "resource already exists");
              }
              return put.update(present.get(), lastRevision.incrementAndGet(), maxConcurrency);
            });
    return Reply.json(200, stored.toJson(true));
  }

  private Reply get(Request request, QualifiedName id) {
    boolean code = request.flag("code", true);
    var found = resolver.require(request.caller().namespace(), id);
    return Reply.json(200, found.action().toJson(code));
  }

  private Reply delete(Request request, QualifiedName id) {
    id.packageId().ifPresent(this::requireRealPackage);
    return Reply.json(200, store.remove(id, WhiskAction.class, a -> true).toJson(true));
  }

  /** A trailing slash asks for the actions of a package. */
  private Reply listPackage(Request request, QualifiedName packageId) {
    switch (resolver.access(request.caller().namespace(), packageId)) {
      case DENIED -> throw Api.forbidden(packageId.path());
      case NO_PACKAGE -> throw Api.conformance();
      case MISSING -> throw ApiException.notFound();
      case GRANTED -> {}
    }
    WhiskPackage folder = store.get(packageId, WhiskPackage.class);
    QualifiedName provider = folder.binding().orElse(packageId);
    return Listing.of(
        request,
        COLLECTION,
        store.list(
            WhiskAction.class, a -> a.id().packageId().filter(provider::equals).isPresent()));
  }

  private void requireRealPackage(QualifiedName packageId) {
    if (store.get(packageId, WhiskPackage.class).binding().isPresent()) {
      throw ApiException.of(400, "Operation not permitted on package binding.");
    }
  }
}
