package dev.whiskbook.kernel.assist;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.util.TreePath;
import dev.whiskbook.kernel.Completions.Completion;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Completes what stands behind a dot, or behind the two colons of a method reference. */
record MemberCompletion(Attribution attribution) {

  private static final int OWN = 0;
  private static final int OF_OBJECT = 1;

  /**
   * @param here the selection or reference that is being written
   * @param qualifier what stands before the dot
   */
  List<Completion> complete(TreePath here, TreePath qualifier, String prefix) {
    TypeMirror type = attribution.trees().getTypeMirror(qualifier);
    Element element = attribution.trees().getElement(qualifier);
    boolean reference = here.getLeaf() instanceof MemberReferenceTree;
    boolean ofType = element instanceof TypeElement;
    if (type == null || type.getKind() == TypeKind.ERROR || type.getKind() == TypeKind.PACKAGE) {
      return List.of();
    }
    var expected = reference ? ExpectedTypes.NONE : ExpectedTypes.at(here, attribution);
    var proposals = new Proposals(expected, new Signatures());
    if (reference && "new".startsWith(prefix) && ofType) {
      proposals.add("new", "keyword", "", OWN);
    } else if (ofType && "class".startsWith(prefix)) {
      proposals.add("class", "keyword", "", OF_OBJECT);
    }
    if (type instanceof ArrayType && !ofType && !reference && "length".startsWith(prefix)) {
      proposals.add("length", "field", "length : int", OWN);
    }
    DeclaredType in = declared(type);
    if (in != null) {
      for (Element member : attribution.elements().getAllMembers((TypeElement) in.asElement())) {
        boolean wanted = isWanted(member, ofType, reference) && isAccessible(member);
        if (wanted && member.getSimpleName().toString().startsWith(prefix)) {
          proposals.add(member, as(in, member), isObjects(member) ? OF_OBJECT : OWN);
        }
      }
    }
    List<Completion> found = proposals.sorted();
    return reference ? found.stream().map(MemberCompletion::name).toList() : found;
  }

  private static Completion name(Completion method) {
    String name = method.text().replaceFirst("\\(\\)?$", "");
    return new Completion(name, method.type(), method.signature(), method.documentation());
  }

  /** The class or interface whose members a value of this type has; null for a primitive. */
  private DeclaredType declared(TypeMirror type) {
    TypeMirror bound = attribution.types().capture(type);
    return switch (bound.getKind()) {
      case TYPEVAR, WILDCARD, INTERSECTION, UNION ->
          attribution.types().erasure(bound) instanceof DeclaredType erased ? erased : null;
      case ARRAY ->
          (DeclaredType) attribution.elements().getTypeElement("java.lang.Object").asType();
      default -> bound instanceof DeclaredType named ? named : null;
    };
  }

  private TypeMirror as(DeclaredType in, Element member) {
    return member.getModifiers().contains(Modifier.STATIC)
        ? member.asType()
        : attribution.types().asMemberOf(in, member);
  }

  private static boolean isWanted(Element member, boolean ofType, boolean reference) {
    boolean isStatic = member.getModifiers().contains(Modifier.STATIC);
    boolean type = member instanceof TypeElement;
    boolean method = member.getKind() == ElementKind.METHOD;
    boolean named = member.getKind() != ElementKind.CONSTRUCTOR && !isInitializer(member);
    if (!named) {
      return false;
    }
    return reference ? method : ofType ? isStatic || type : !isStatic && !type;
  }

  private static boolean isInitializer(Element member) {
    return member instanceof ExecutableElement
        && member.getKind() != ElementKind.METHOD
        && member.getKind() != ElementKind.CONSTRUCTOR;
  }

  /** Public, or of a class that cells declare. */
  private static boolean isAccessible(Element member) {
    return member.getModifiers().contains(Modifier.PUBLIC)
        || (isOfCells(member) && !member.getModifiers().contains(Modifier.PRIVATE));
  }

  private static boolean isOfCells(Element member) {
    for (Element owner = member; owner != null; owner = owner.getEnclosingElement()) {
      if (owner.getSimpleName().contentEquals(CellUnit.CLASS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isObjects(Element member) {
    return member.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals("java.lang.Object");
  }
}
