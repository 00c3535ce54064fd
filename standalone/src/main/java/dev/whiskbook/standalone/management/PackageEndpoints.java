package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.entity.WhiskPackage;
import dev.whiskbook.standalone.http.ApiException;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import dev.whiskbook.standalone.http.Routes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /namespaces/{ns}/packages}: packages and bindings. */
public final class PackageEndpoints {
  private static final String PACKAGES = Api.NAMESPACE + "/packages";
  private static final String BINDING = "binding";

  private final EntityStore store;
  private final ActionResolver resolver;

  public PackageEndpoints(EntityStore store, ActionResolver resolver) {
    this.store = store;
    this.resolver = resolver;
  }

  /** Adds the routes. */
  public void addTo(Routes routes) {
    routes
        .add("GET", PACKAGES, Api.sharedCollection(this::list))
        .add("GET", PACKAGES + "/", Api.sharedCollection(this::list))
        .add("PUT", PACKAGES + "/{name}", Api.entity(this::put))
        .add("GET", PACKAGES + "/{name}", Api.sharedEntity(this::get))
        .add("DELETE", PACKAGES + "/{name}", Api.entity(this::delete));
  }

  /** Others see what is published. */
  private Reply list(Request request, String namespace) {
    boolean own = request.caller().namespace().equals(namespace);
    return Listing.of(
        request,
        "packages",
        store.list(
            WhiskPackage.class,
            p ->
                p.id().namespace().equals(namespace)
                    && (own || (p.publish() && p.binding().isEmpty()))));
  }

  private Reply get(Request request, QualifiedName id) {
    switch (resolver.access(request.caller().namespace(), id)) {
      case DENIED -> throw Api.forbidden(id.path());
      case NO_PACKAGE -> throw Api.conformance();
      case MISSING -> throw missing(id);
      case GRANTED -> {}
    }
    WhiskPackage folder = store.get(id, WhiskPackage.class);
    WhiskPackage provider =
        folder.binding().map(b -> store.get(b, WhiskPackage.class)).orElse(folder);
    ObjectNode json = folder.toJson();
    json.set(
        "parameters",
        Parameter.toJson(Parameter.merge(provider.parameters(), folder.parameters())));
    var actions = json.putArray("actions");
    var feeds = json.putArray("feeds");
    for (WhiskAction action : contents(provider.id())) {
      var entry = action.isTruthy("feed") ? feeds.addObject() : actions.addObject();
      entry.set("annotations", Parameter.toJson(action.annotations()));
      entry.put("name", action.name()).put("version", action.version().toString());
    }
    return Reply.json(200, json);
  }

  private Reply put(Request request, QualifiedName id) {
    boolean overwrite = request.flag("overwrite", false);
    Api.requireJson(request);
    ObjectNode body = JsonBody.object(request.body());
    if (id.name().equals("default")) {
      throw ApiException.of(400, "Package name 'default' is reserved.");
    }
    Optional<QualifiedName> binding = binding(body.path(BINDING), id.namespace());
    WhiskPackage stored =
        store.put(
            id,
            WhiskPackage.class,
            present -> {
              if (present.isPresent() && !overwrite) {
                throw ApiException.of(409, "resource already exists");
              }
              if (present.isPresent() && binding.isPresent() && present.get().binding().isEmpty()) {
                throw ApiException.of(
                    409, "Resource is a package and cannot be converted into a binding.");
              }
              binding.ifPresent(b -> requireBindable(request.caller().namespace(), b));
              return merged(id, present, body, binding);
            });
    return Reply.json(200, stored.toJson());
  }

  private static WhiskPackage merged(
      QualifiedName id,
      Optional<WhiskPackage> old,
      ObjectNode body,
      Optional<QualifiedName> newBinding) {
    Optional<QualifiedName> binding = newBinding.or(() -> old.flatMap(WhiskPackage::binding));
    List<Parameter> annotations =
        ParametersReader.annotations(body)
            .orElseGet(() -> old.map(WhiskPackage::annotations).orElse(List.of()))
            .stream()
            .filter(a -> !a.key().equals(BINDING))
            .toList();
    List<Parameter> bound =
        binding
            .map(b -> List.of(Parameter.of(BINDING, WhiskPackage.bindingJson(b))))
            .orElse(List.of());
    return new WhiskPackage(
        id,
        ParametersReader.version(body)
            .orElseGet(() -> old.map(p -> p.version().next()).orElse(SemVer.FIRST)),
        binding,
        ParametersReader.parameters(body)
            .orElseGet(() -> old.map(WhiskPackage::parameters).orElse(List.of())),
        Parameter.merge(annotations, bound),
        ParametersReader.publish(body)
            .orElseGet(() -> old.map(WhiskPackage::publish).orElse(false)),
        System.currentTimeMillis());
  }

  private Reply delete(Request request, QualifiedName id) {
    boolean force = request.flag("force", false);
    return store.locked(
        () -> {
          List<WhiskAction> contents =
              store.get(id, WhiskPackage.class).binding().isPresent() ? List.of() : contents(id);
          if (!contents.isEmpty() && !force) {
            throw ApiException.of(
                409,
                "Package not empty (contains %d %s). Set force param or delete package contents."
                    .formatted(contents.size(), contents.size() == 1 ? "entity" : "entities"));
          }
          contents.forEach(a -> store.remove(a.id(), WhiskAction.class, x -> true));
          return Reply.json(200, store.remove(id, WhiskPackage.class, p -> true).toJson());
        });
  }

  private List<WhiskAction> contents(QualifiedName packageId) {
    return store.list(
        WhiskAction.class, a -> a.id().packageId().filter(packageId::equals).isPresent());
  }

  private void requireBindable(String caller, QualifiedName target) {
    switch (resolver.access(caller, target)) {
      case DENIED -> throw Api.forbidden(target.path());
      case NO_PACKAGE ->
          throw ApiException.of(409, "Cannot bind to a resource that is not a package.");
      case MISSING ->
          throw ApiException.of(400, "Binding references a package that does not exist.");
      case GRANTED -> {}
    }
    if (store.get(target, WhiskPackage.class).binding().isPresent()) {
      throw ApiException.of(400, "Cannot bind to another package binding.");
    }
  }

  /** An empty object is a package's own form of having none. */
  private static Optional<QualifiedName> binding(JsonNode json, String own) {
    if (json.isMissingNode() || json.isNull() || (json.isObject() && json.isEmpty())) {
      return Optional.empty();
    }
    if (!json.isObject()) {
      throw ApiException.badContent("Object expected in field 'namespace'");
    }
    for (String member : new String[] {"namespace", "name"}) {
      if (!json.path(member).isString()) {
        throw ApiException.badContent("Object is missing required member '%s'".formatted(member));
      }
    }
    String path = json.get("namespace").stringValue() + "/" + json.get("name").stringValue();
    return Optional.of(
        QualifiedName.parse(path, own)
            .orElseThrow(
                () ->
                    ApiException.badContent(
                        "The binding names no package: "
                            + Json.MAPPER.getNodeFactory().stringNode(path))));
  }

  private static ApiException missing(QualifiedName id) {
    return ApiException.of(404, "The requested resource '%s' does not exist.".formatted(id));
  }
}
