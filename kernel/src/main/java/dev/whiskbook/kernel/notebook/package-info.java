/**
 * The headless notebook runner: reads an nbformat 4 file, executes its cells in a session, shows
 * the outputs on a terminal and keeps them in the file, as JupyterLab would. Start reading at
 * {@link dev.whiskbook.kernel.notebook.NotebookRunner}. Imports the kernel's root package, and
 * {@code magic} for its exception.
 */
package dev.whiskbook.kernel.notebook;
