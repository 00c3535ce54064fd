package dev.whiskbook.kernel.repl;

/** The few lines that are for the loop itself and not for the session. */
enum Commands {
  EXIT,
  HELP,
  NONE;

  static final String GREETING =
      "Java %s with magics. /help says what there is; /exit or Ctrl-D leaves."
          .formatted(Runtime.version().feature());

  static Commands of(String line) {
    return switch (line.strip()) {
      case "/exit", "/quit" -> EXIT;
      case "/help", "/?" -> HELP;
      default -> NONE;
    };
  }

  static String help() {
    return """
        Java, magics (%name) and cells of a magic (%%name, ended by an empty line), as in a notebook.

          Tab          completes; again, chooses from the list
          Shift-Tab    shows the documentation of what the cursor is on
          Enter        runs what is complete, else begins a new line; Alt-Enter always begins one
          Up, Down     earlier cells; Ctrl-R searches them; a line that begins with a space is not kept
          Ctrl-C       stops the running cell, or drops what is being typed
          Ctrl-D       leaves, as /exit does

        %name --help shows what a magic takes.""";
  }
}
