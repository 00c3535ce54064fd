package dev.whiskbook.kernel;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The extensions of a session, and who hears of its cells. */
final class Extensions {

  private interface Call {
    void to(CellListener listener) throws Exception;
  }

  private final List<CellListener> listeners = new CopyOnWriteArrayList<>();
  // Guarded by this.
  private final Set<Class<?>> installed = new HashSet<>();

  /** Installs those that the class path has and that are not yet; each once, whatever it does. */
  synchronized void install(Session session, ClassLoader libraries, CellOutput output) {
    Iterator<ServiceLoader.Provider<Extension>> found =
        ServiceLoader.load(Extension.class, libraries).stream().iterator();
    while (true) {
      String name = "An extension";
      try {
        if (!found.hasNext()) {
          return;
        }
        ServiceLoader.Provider<Extension> next = found.next();
        name = "The extension " + next.type().getName();
        if (installed.add(next.type())) {
          next.get().install(session);
        }
      } catch (Exception | LinkageError | ServiceConfigurationError e) { // other people's code
        say(output, name + " could not be installed: " + e);
      }
    }
  }

  Registration add(CellListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void before(CellRequest request, CellOutput output) {
    tell(listener -> listener.before(request), output);
  }

  void after(CellRequest request, CellResult result, CellOutput output) {
    tell(listener -> listener.after(request, result), output);
  }

  private void tell(Call call, CellOutput output) {
    for (CellListener listener : listeners) {
      try {
        call.to(listener);
      } catch (Exception | LinkageError e) { // other people's code
        say(output, listener.getClass().getName() + ", which hears of cells, failed: " + e);
      }
    }
  }

  private static void say(CellOutput output, String sentence) {
    output.stream(StreamName.STDERR, sentence + "\n");
  }
}
