package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.Timing;
import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.kernel.maven.MavenSetup;
import java.util.List;
import java.util.Map;

/** Registers the magics that every session has. */
public final class StandardMagics {

  private StandardMagics() {}

  /** Adds them to the magics of one session, of which they share folder and libraries. */
  public static Magics addTo(Magics magics) {
    return addTo(magics, MavenSetup.ofUser());
  }

  /** Adds them, with libraries from a Maven that is set up otherwise than the user's own. */
  public static Magics addTo(Magics magics, MavenSetup maven) {
    var workplace = new Workplace();
    var libraries = new Libraries(maven);
    return magics
        .line("jars", List.class, () -> new JarsMagic(workplace))
        .line("addJar", List.class, () -> new JarsMagic(workplace))
        .line("addJars", List.class, () -> new JarsMagic(workplace))
        .line("classpath", List.class, () -> new ClasspathMagic(workplace))
        .line("addClasspath", List.class, () -> new ClasspathMagic(workplace))
        .line("maven", List.class, () -> new MavenMagic(libraries))
        .line("addMavenDependency", List.class, () -> new MavenMagic(libraries))
        .line("addMavenDependencies", List.class, () -> new MavenMagic(libraries))
        .line("mavenRepo", List.class, () -> new MavenRepoMagic(libraries))
        .line("addMavenRepo", List.class, () -> new MavenRepoMagic(libraries))
        .line("loadFromPOM", List.class, () -> new LoadFromPomMagic(workplace, libraries))
        .cell("loadFromPOM", () -> new LoadFromPomCellMagic(libraries))
        .line("load", Object.class, () -> new LoadMagic(workplace))
        .line("run", Object.class, () -> new LoadMagic(workplace))
        .line("open", Object.class, () -> new LoadMagic(workplace))
        .line("time", Object.class, TimeMagic::new)
        .cell("time", TimeCellMagic::new)
        .line("timeit", Timing.class, TimeitMagic::new)
        .cell("timeit", TimeitCellMagic::new)
        .line("sh", List.class, () -> new ShellMagic(workplace))
        .line("system", List.class, () -> new ShellMagic(workplace))
        .cell("bash", () -> new BashMagic(workplace, "bash"))
        .cell("sh", () -> new BashMagic(workplace, "sh"))
        .cell("writefile", () -> new WriteFileMagic(workplace))
        .cell("file", () -> new WriteFileMagic(workplace))
        .line("env", Object.class, () -> new EnvMagic(workplace))
        .line("cd", String.class, () -> new CdMagic(workplace))
        .line("pwd", String.class, () -> new PwdMagic(workplace))
        .line("vars", Map.class, VarsMagic::new)
        .line("who", Map.class, VarsMagic::new)
        .line("methods", List.class, MethodsMagic::new)
        .line("types", List.class, TypesMagic::new)
        .line("imports", List.class, ImportsMagic::new)
        .line("list", List.class, ListMagic::new)
        .line("drop", Object.class, DropMagic::new)
        .line("lsmagic", Object.class, LsMagicMagic::new)
        .line("magics", Object.class, LsMagicMagic::new)
        .line("help", Object.class, HelpMagic::new)
        .cell("html", () -> new ShowCellMagic("text/html"))
        .cell("markdown", () -> new ShowCellMagic("text/markdown"))
        .cell("latex", () -> new ShowCellMagic("text/latex"))
        .cell("svg", () -> new ShowCellMagic("image/svg+xml"))
        .cell("javascript", () -> new ShowCellMagic("application/javascript"));
  }
}
