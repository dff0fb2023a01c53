/**
 * Load tests made for a case. What is to be requested comes as {@code Traffic} from a list of addresses ({@code UrlList}), an
 * OpenAPI document ({@code OpenApi}), a recording of a browser ({@code Har}) or from evidence; a {@link
 * dev.perfadvisor.engine.loadgen.LoadKind} lays out how the rate moves; both and the success criteria are a {@link
 * dev.perfadvisor.engine.loadgen.LoadModel}, which {@code K6Script} and {@code JMeterPlan} write down for their tools. A further
 * tool is a constant of {@link dev.perfadvisor.engine.loadgen.Tool} and such a writer; a further source is a line of {@code Traffic}.
 *
 * <p>All text in a model is taken for hostile: it comes from recordings and evidence, and must not become code.
 */
@NullMarked
package dev.perfadvisor.engine.loadgen;

import org.jspecify.annotations.NullMarked;
