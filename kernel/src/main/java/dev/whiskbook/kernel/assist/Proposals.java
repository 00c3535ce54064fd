package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.Completions.Completion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Gathers what could stand somewhere: each name once, the most fitting first. */
final class Proposals {

  private static final Comparator<Proposal> FITTING_FIRST =
      Comparator.comparingInt((Proposal p) -> -p.fit).thenComparingInt(p -> p.rank);

  private final Map<String, Proposal> found = new LinkedHashMap<>();
  private final ExpectedTypes expected;
  private final Signatures signatures;

  Proposals(ExpectedTypes expected, Signatures signatures) {
    this.expected = expected;
    this.signatures = signatures;
  }

  /**
   * Adds a variable, method, class or package; further methods of a name are counted.
   *
   * @param type of the element where it stands, such as that of a method in {@code List<String>}
   * @param rank the lower, the further up among those that fit as well
   */
  void add(Element element, TypeMirror type, int rank) {
    boolean method = element instanceof ExecutableElement;
    String name = element.getSimpleName().toString();
    Proposal proposal =
        found.computeIfAbsent(
            name + (method ? "(" : ""), _ -> new Proposal(name, Signatures.kind(element), rank));
    if (method) {
      boolean parameters = !((ExecutableElement) element).getParameters().isEmpty();
      proposal.parameters |= parameters;
    }
    proposal.signatures.add(signatures.of(element, type));
    proposal.method |= method;
    proposal.fit = Math.max(proposal.fit, expected.fit(element, type));
  }

  /** Adds what is no element, such as a keyword. */
  void add(String text, String kind, String signature, int rank) {
    var proposal = new Proposal(text, kind, rank);
    proposal.signatures.add(signature);
    found.putIfAbsent(text, proposal);
  }

  /** All of them: those of an expected type, then by rank, then by name. */
  List<Completion> sorted() {
    return found.values().stream()
        .sorted(FITTING_FIRST.thenComparing(proposal -> proposal.name))
        .map(Proposal::completion)
        .toList();
  }

  private static final class Proposal {
    private final String name;
    private final String kind;
    private final int rank;
    private final List<String> signatures = new ArrayList<>();
    private boolean method;
    private boolean parameters;
    private int fit;

    Proposal(String name, String kind, int rank) {
      this.name = name;
      this.kind = kind;
      this.rank = rank;
    }

    Completion completion() {
      String call = method ? (parameters ? "(" : "()") : "";
      int more = signatures.size() - 1;
      String signature =
          more <= 0 ? signatures.getFirst() : signatures.getFirst() + ", and " + more + " more";
      return new Completion(name + call, kind, signature, "");
    }
  }
}
