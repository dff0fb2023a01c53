package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.shell.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session without a terminal: lines go in, and the turn of the last one comes out. Cases are kept in memory. */
final class Sitting {

    private static final Advisor ADVISOR = new Advisor(List.of());

    private final Shelf shelf = new Shelf();
    private final Desk desk = new Desk(() -> ADVISOR, () -> shelf, CommandLineDoor.closed());

    /** Cases in memory. */
    private static final class Shelf implements CaseStore {

        private final List<String> texts = new ArrayList<>();

        @Override
        public long save(long number, String title, String verdict, String text) {
            if (number == NEW) {
                texts.add(text);
                return texts.size();
            }
            texts.set((int) number - 1, text);
            return number;
        }

        @Override
        public boolean delete(long number) {
            boolean there = text(number).isPresent();
            if (there) {
                texts.set((int) number - 1, "");
            }
            return there;
        }

        @Override
        public List<Entry> list() {
            var entries = new ArrayList<Entry>();
            for (int i = 0; i < texts.size(); i++) {
                entries.add(new Entry(i + 1L, Instant.EPOCH, "title", "verdict"));
            }
            return entries;
        }

        @Override
        public Optional<String> text(long number) {
            return number <= texts.size() ? Optional.of(texts.get((int) number - 1)) : Optional.empty();
        }
    }

    /** The turn of the last line. */
    Turn after(String... lines) {
        var turn = new Turn(Session.empty(), new Output.Silence());
        for (var line : lines) {
            turn = desk.turn(turn.session(), desk.line(line), 80, Progress.SILENT);
        }
        return turn;
    }

    /** What is shown of it. */
    static String text(Turn turn) {
        var shown = new Screen(Format.TERMINAL, false).show(turn.output(), Style.plain());
        return shown.text() + shown.complaint();
    }
}
