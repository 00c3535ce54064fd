package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.ActionLimits;
import dev.whiskbook.standalone.entity.Executable;
import dev.whiskbook.standalone.entity.Parameter;
import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.SemVer;
import dev.whiskbook.standalone.entity.Sequence;
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
    Optional<Executable> exec,
    PartialLimits limits,
    Optional<List<Parameter>> parameters,
    List<Parameter> annotations,
    Set<String> delAnnotations,
    Optional<SemVer> version,
    Optional<Boolean> publish) {
  private static final String COMPONENTS = "_actions";
  private static final String EXEC = "exec";
  private static final String PROVIDE_API_KEY = "provide-api-key";

  /**
   * A new action.
   *
   * @param maxConcurrency most activations at once in one container that it may ask for
   */
  WhiskAction create(QualifiedName id, long revision, int maxConcurrency) {
    Executable code = exec.orElseThrow(() -> ApiException.of(400, "exec undefined"));
    List<Parameter> defaults =
        annotations.stream().anyMatch(a -> a.key().equals(PROVIDE_API_KEY))
            ? List.of()
            : List.of(Parameter.of(PROVIDE_API_KEY, BooleanNode.FALSE));
    return new WhiskAction(
        id,
        version.orElse(SemVer.FIRST),
        revision,
        code,
        limits.over(ActionLimits.DEFAULT, maxConcurrency),
        componentsOr(code, parameters.orElse(List.of())),
        withExec(code, annotations, defaults),
        publish.orElse(false),
        System.currentTimeMillis());
  }

  /** The same action, changed. */
  WhiskAction update(WhiskAction old, long revision, int maxConcurrency) {
    Executable code = exec.orElse(old.executable());
    List<Parameter> kept =
        old.annotations().stream().filter(a -> !delAnnotations.contains(a.key())).toList();
    return new WhiskAction(
        old.id(),
        version.orElseGet(old.version()::next),
        revision,
        code,
        limits.over(old.limits(), maxConcurrency),
        componentsOr(code, parameters.orElseGet(() -> own(old))),
        withExec(code, kept, annotations),
        publish.orElse(old.publish()),
        System.currentTimeMillis());
  }

  /** The sequence that it makes of the action, if it does. */
  Optional<Sequence> sequence() {
    return exec.filter(Sequence.class::isInstance).map(Sequence.class::cast);
  }

  /** The parameters of a sequence are its components, whatever else is asked for. */
  private static List<Parameter> componentsOr(Executable code, List<Parameter> parameters) {
    return code instanceof Sequence sequence
        ? List.of(Parameter.of(COMPONENTS, sequence.componentsJson()))
        : parameters;
  }

  private static List<Parameter> own(WhiskAction old) {
    return old.executable() instanceof Sequence ? List.of() : old.parameters();
  }

  /** The annotation {@code exec} is the server's own: it names the kind. */
  private static List<Parameter> withExec(
      Executable code, Collection<Parameter> first, Collection<Parameter> second) {
    return Parameter.merge(
        first, second, List.of(Parameter.of(EXEC, StringNode.valueOf(code.kind()))));
  }
}
