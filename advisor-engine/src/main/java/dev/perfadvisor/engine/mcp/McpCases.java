package dev.perfadvisor.engine.mcp;

import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Turn;
import java.util.List;
import java.util.Optional;

/** The cases that a client can ask about. */
public interface McpCases {

    /** What a transport calls the one who asks, in the context of a request. */
    String OWNER = "owner";

    /**
     * A case as it stands now.
     *
     * @param owner who asks, as the transport knows it under {@link #OWNER}; empty where it does not
     * @param id empty where there is one case only
     */
    Optional<Turn> find(String owner, String id);

    /** Where runs are that this case can be held against. */
    RunSource runs(String owner, String id);

    /** Whether there are several, so that each call has to name one. */
    boolean areNamed();

    /**
     * Diagnoses evidence on this machine, after which {@link #find} gives that case.
     *
     * @return empty where clients may not name files
     */
    Optional<Turn> diagnose(String problem, List<String> files);
}
