/**
 * The language model: it speaks, and the engine knows. {@link dev.perfadvisor.engine.assistant.Assistant} lets a model
 * ask for what the case holds through the tools of {@code assistant.tools}, and shows of its answer only what {@code
 * assistant.grounding} finds in what the answer cites; where nothing of it holds, or no answer comes, the answer of
 * {@link dev.perfadvisor.engine.conversation.Dialogue} stands, which was there before the model was asked.
 *
 * <pre>
 * AssistantSettings   who answers, and what it may cost
 * Models, Wire        the client of the provider: deadlines over the whole answer, no retries of its own
 * Streamed            an answer in parts, waited for as a whole
 * Talk                one message: rounds of tools, one correction, the end
 * AnswerReader        claims from what a model writes
 * Fault               what went wrong, and what to do about it
 * Spoken              the answer with its grounding; SpokenPage and SpokenJson show it
 * Doctor              tries connection, tools and streaming
 * CaseMemory          what was said in a case, as it is kept
 * MemoryWindow        what a model is told of it: the latest, and a summary of what was before
 * </pre>
 *
 * <p>This is the only package that knows LangChain4j. Its guardrails over streams block for ever on few processors, its
 * time-outs end with the headers, and a stream that was cut off arrives as complete: so there are no guardrails but {@code
 * grounding}, {@code Wire} has a deadline over the whole, and {@code Streamed} asks for the reason of the end.
 */
@NullMarked
package dev.perfadvisor.engine.assistant;

import org.jspecify.annotations.NullMarked;
