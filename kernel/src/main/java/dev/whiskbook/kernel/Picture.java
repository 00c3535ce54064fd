package dev.whiskbook.kernel;

import java.util.Optional;

/**
 * A {@link Displayable} whose whole representation may take a while. As the value of a cell it is
 * displayed ({@code display_data}), since what is displayed can be replaced and a result cannot:
 * its preview at once, in its place the whole as soon as that is made.
 */
public interface Picture extends Displayable {

  /**
   * What of {@link #toMimeBundle()} is there at once.
   *
   * @return nothing if the whole is at hand as soon
   */
  Optional<MimeBundle> preview();
}
