package dev.perfadvisor.engine.mcp;

import dev.perfadvisor.engine.assistant.Machine;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.conversation.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One redactor a case, as clients come back with names that they were given, and no client may learn what a name stands for
 * in the case of another. A case that was not asked about for long gets new names. Safe to use from many threads.
 */
final class Redactors {

    private static final int MOST = 256;

    private final List<String> machine = Machine.names();

    private final Map<String, Redactor> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Redactor> eldest) {
            return size() > MOST;
        }
    };

    /** The redactor of a case, which may be empty yet. */
    synchronized Redactor of(String owner, String id) {
        return latest.computeIfAbsent(owner + '\n' + id, _ -> new Redactor(machine, List.of()));
    }

    /** The same, with the names of its evidence known. */
    Redactor of(String owner, String id, Turn turn) {
        var redactor = of(owner, id);
        redactor.know(turn.next());
        return redactor;
    }
}
