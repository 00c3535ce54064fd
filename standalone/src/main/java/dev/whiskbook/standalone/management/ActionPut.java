package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.Exec;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.WhiskAction;
import dev.whiskbook.standalone.http.ApiException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/**
 * The body of a PUT: what is absent stays as it is in an update, and has its default in a new
 * action.
 */
record ActionPut(
    Optional<Exec> exec,
    PartialLimits limits,
    Optional<List<Parameter>> parameters,
    List<Parameter> annotations,
    Set<String> delAnnotations,
    Optional<SemVer> version,
    Optional<Boolean> publish) {
  private static final String EXEC = "exec";
  private static final String PROVIDE_API_KEY = "provide-api-key";

  WhiskAction create(String namespace, String name, long revision) {
    Exec code = exec.orElseThrow(() -> ApiException.of(400, "exec undefined"));
    List<Parameter> defaults =
        annotations.stream().anyMatch(a -> a.key().equals(PROVIDE_API_KEY))
            ? List.of()
            : List.of(Parameter.of(PROVIDE_API_KEY, BooleanNode.FALSE));
    return new WhiskAction(
        namespace,
        name,
        version.orElse(SemVer.FIRST),
        revision,
        code,
        limits.over(ActionLimits.DEFAULT),
        parameters.orElse(List.of()),
        withExec(code, annotations, defaults),
        publish.orElse(false),
        System.currentTimeMillis());
  }

  WhiskAction update(WhiskAction old, long revision) {
    Exec code = exec.orElse(old.exec());
    List<Parameter> kept =
        old.annotations().stream().filter(a -> !delAnnotations.contains(a.key())).toList();
    return new WhiskAction(
        old.namespace(),
        old.name(),
        version.orElseGet(old.version()::next),
        revision,
        code,
        limits.over(old.limits()),
        parameters.orElse(old.parameters()),
        withExec(code, kept, annotations),
        publish.orElse(old.publish()),
        System.currentTimeMillis());
  }

  /** The annotation {@code exec} is the server's own: it names the kind. */
  private static List<Parameter> withExec(
      Exec code, Collection<Parameter> first, Collection<Parameter> second) {
    return Parameter.merge(
        first, second, List.of(Parameter.of(EXEC, StringNode.valueOf(code.kind()))));
  }
}
