/**
 * The language model: it speaks, and the engine knows. {@link dev.perfadvisor.engine.assistant.Assistant} lets a model
 * ask for what the case holds through the tools of {@code assistant.tools}, and shows of its answer only what {@code
 * assistant.grounding} finds in what the answer cites; where nothing of it holds, or no answer comes, the answer of
 * {@link dev.perfadvisor.engine.conversation.Dialogue} stands, which was there before the model was asked.
 *
 * <pre>
 * AssistantSettings   who answers, and what it may cost
 * Models, Wire        the client of the provider: deadlines over the whole answer, no retries of its own
 * Talk                one message: rounds of tools, one correction, the end
 * AnswerReader        claims from what a model writes
 * Fault               what went wrong, and what to do about it
 * Spoken              the answer with its grounding; SpokenPage and SpokenJson show it
 * Doctor              tries connection, tools and streaming
 * Exchanges           what was said before, for the model
 * </pre>
 *
 * <p>This is the only package that knows LangChain4j. The streaming of LangChain4j with guardrails blocks for ever on
 * few processors, and its time-outs end with the headers; so models are asked without streaming, and {@code Wire} has a
 * deadline over the whole.
 */
@NullMarked
package dev.perfadvisor.engine.assistant;

import org.jspecify.annotations.NullMarked;
