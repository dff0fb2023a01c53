/**
 * From a result to something to look at. {@link dev.perfadvisor.engine.render.Report} lays a result out as a
 * {@link dev.perfadvisor.engine.render.Document}, which the terminal, Markdown and HTML renderers draw. JSON is written
 * from the result itself, as it holds everything. What can be drawn is a {@link dev.perfadvisor.engine.model.Chart}, the
 * figures alone: HTML draws it as SVG, the terminal and Markdown write it as tables and sparklines.
 */
@NullMarked
package dev.perfadvisor.engine.render;

import org.jspecify.annotations.NullMarked;
