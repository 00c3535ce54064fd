package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.QualifiedName;
import dev.whiskbook.standalone.entity.Sequence;
import dev.whiskbook.standalone.http.ApiException;

/** What a sequence has to hold to when it is stored. */
final class SequenceRules {
  private final ActionResolver resolver;

  SequenceRules(ActionResolver resolver) {
    this.resolver = resolver;
  }

  /** Every action is there, none leads back to {@code id}, and in all there are at most 50. */
  void check(String namespace, QualifiedName id, Sequence sequence) {
    if (sequence.components().isEmpty()) {
      throw ApiException.of(400, "No component specified for the sequence.");
    }
    if (sequence.components().size() > Sequence.MAX_ACTIONS) {
      throw tooLong();
    }
    for (QualifiedName component : sequence.components()) {
      if (resolver.find(component).isPresent() && !resolver.mayInvoke(namespace, component)) {
        throw Api.forbidden(component.path());
      }
    }
    count(id, sequence, 0);
  }

  /** Inlines nested sequences; stops at the limit, so it is quick however they are nested. */
  private int count(QualifiedName id, Sequence sequence, int before) {
    int count = before;
    for (QualifiedName component : sequence.components()) {
      if (component.equals(id)) {
        throw ApiException.of(400, "Sequence may not refer to itself.");
      }
      var action =
          resolver
              .find(component)
              .orElseThrow(() -> ApiException.of(400, "Sequence component does not exist."))
              .action();
      count = action.executable() instanceof Sequence nested ? count(id, nested, count) : count + 1;
      if (count > Sequence.MAX_ACTIONS) {
        throw tooLong();
      }
    }
    return count;
  }

  private static ApiException tooLong() {
    return ApiException.of(400, "Too many actions in the sequence.");
  }
}
