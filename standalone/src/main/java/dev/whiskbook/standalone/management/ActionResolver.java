package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.data.ActionLookup;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.entity.WhiskPackage;
import dev.whiskbook.standalone.http.ApiException;
import java.util.Optional;

/** Finds actions through packages and bindings, and says who may use them. */
public final class ActionResolver implements ActionLookup {
  private final EntityStore store;

  public ActionResolver(EntityStore store) {
    this.store = store;
  }

  @Override
  public Optional<Found> find(QualifiedName name) {
    try {
      return name.packageId().isEmpty()
          ? store.find(name, WhiskAction.class).map(a -> new Found(a, Optional.empty()))
          : findInPackage(name);
    } catch (ApiException e) {
      return Optional.empty(); // of another sort of entity
    }
  }

  private Optional<Found> findInPackage(QualifiedName name) {
    var folder = store.find(name.packageId().orElseThrow(), WhiskPackage.class);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    WhiskPackage named = folder.get();
    if (named.binding().isEmpty()) {
      return store
          .find(name, WhiskAction.class)
          .map(a -> new Found(a.inheriting(named.parameters()), Optional.empty()));
    }
    QualifiedName target = named.binding().get();
    return store
        .find(target, WhiskPackage.class)
        .flatMap(
            provider ->
                store
                    .find(inPackage(target, name.name()), WhiskAction.class)
                    .map(
                        a ->
                            a.inheriting(
                                Parameter.merge(provider.parameters(), named.parameters()))))
        .map(a -> new Found(a, Optional.of(named.id().path())));
  }

  @Override
  public boolean mayInvoke(String namespace, QualifiedName name) {
    return name.packageId()
        .map(p -> access(namespace, p) == Access.GRANTED)
        .orElse(name.namespace().equals(namespace));
  }

  /** What reading a package comes to, after {@code PackageCollection.scala}. */
  enum Access {
    GRANTED,
    DENIED,
    /** There is none; told to the owner of the namespace only. */
    MISSING,
    /** The name belongs to another sort of entity; told to the owner only. */
    NO_PACKAGE
  }

  Access access(String namespace, QualifiedName packageId) {
    boolean owner = packageId.namespace().equals(namespace);
    Optional<WhiskPackage> found;
    try {
      found = store.find(packageId, WhiskPackage.class);
    } catch (ApiException e) {
      return owner ? Access.NO_PACKAGE : Access.DENIED;
    }
    if (found.isEmpty()) {
      return owner ? Access.MISSING : Access.DENIED;
    }
    var binding = found.get().binding();
    if (binding.isPresent()) {
      return owner ? access(namespace, binding.get()) : Access.DENIED;
    }
    return owner || found.get().publish() ? Access.GRANTED : Access.DENIED;
  }

  /** The action to read or invoke, or the reply that OpenWhisk gives instead. */
  Found require(String namespace, QualifiedName id) {
    if (id.packageId().isEmpty()) {
      if (!id.namespace().equals(namespace)) {
        throw Api.forbidden(id.path());
      }
      return new Found(store.get(id, WhiskAction.class), Optional.empty());
    }
    switch (access(namespace, id.packageId().get())) {
      case DENIED -> throw Api.forbidden(id.path());
      case NO_PACKAGE -> throw Api.conformance();
      case MISSING -> throw ApiException.notFound();
      case GRANTED -> {}
    }
    return findInPackage(id).orElseThrow(ApiException::notFound);
  }

  private static QualifiedName inPackage(QualifiedName packageId, String name) {
    return QualifiedName.of(packageId.namespace(), packageId.name(), name);
  }
}
