package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.BaselinePages;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.NoSuchBaselineException;
import dev.perfadvisor.engine.UnusableBaselineException;
import dev.perfadvisor.engine.Validations;
import dev.perfadvisor.engine.Validations.NoCriterionException;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.ValidationReport;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.session.Output.Page;
import dev.perfadvisor.shell.session.Output.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands of a session that keep runs, and hold a new one against what was before. */
final class BaselineDesk {

    private static final String USAGE =
            "Type baseline save NAME [RUN...], baseline list, baseline show NAME or baseline delete NAME.";

    private final Advisor advisor;
    private final BaselineStore store;

    BaselineDesk(Advisor advisor, BaselineStore store) {
        this.advisor = advisor;
        this.store = store;
    }

    /** {@code save NAME [RUN...]}, {@code list}, {@code show NAME}, {@code delete NAME}. */
    Output baseline(Session session, List<String> words, @Nullable Format format, Progress progress) {
        var rest = words.subList(1, words.size());
        try {
            return switch (words.getFirst()) {
                case "save" -> rest.isEmpty() ? new Refusal(USAGE) : save(session, rest, format, progress);
                case "list" -> page(BaselinePages.list(store.list()), BaselinePages.listJson(store.list()), format);
                case "show" -> rest.size() == 1 ? show(rest.getFirst(), format) : new Refusal(USAGE);
                case "delete" -> rest.size() == 1 ? delete(rest.getFirst(), format) : new Refusal(USAGE);
                default -> new Refusal(USAGE);
            };
        } catch (NoSuchBaselineException e) {
            return new Refusal(String.valueOf(e.getMessage()));
        } catch (UnusableBaselineException e) {
            return new Refusal(String.valueOf(e.getMessage()), e.unread() ? Exit.NOTHING_READ : Exit.WRONG_USAGE);
        } catch (StoreException e) {
            return new Refusal(String.valueOf(e.getMessage()), Exit.INTERNAL_ERROR);
        }
    }

    private static Output page(Document document, Object data, @Nullable Format format) {
        return new Page(document, data, false, format, Exit.DONE);
    }

    private Output save(Session session, List<String> words, @Nullable Format format, Progress progress) {
        var name = words.getFirst();
        var paths = words.subList(1, words.size());
        if (paths.isEmpty() && session.current().attached().isEmpty()) {
            return new Refusal("There is nothing to keep yet: attach the evidence of a run first, or name it.");
        }
        var missing = missing(paths);
        if (missing != null) {
            boolean named = paths.stream().noneMatch(path -> path.contains(".") || path.contains("/"));
            return named
                    ? new Refusal(
                            missing.text() + " If it is of the name, quote that: baseline save '"
                                    + String.join(" ", words) + "'",
                            missing.exit())
                    : missing;
        }
        var baselines = new Baselines(advisor, store);
        var saved = paths.isEmpty()
                ? baselines.save(
                        name,
                        Map.of(),
                        String.join(", ", session.current().attached()),
                        session.current().evidence())
                : baselines.save(
                        name, Map.of(), paths.stream().map(BaselineDesk::run).toList(), progress);
        var runs = new Comparisons(advisor).runs(saved.baseline());
        return page(BaselinePages.saved(saved), BaselinePages.savedJson(saved, runs), format);
    }

    private static RunEvidence run(String path) {
        return new RunEvidence(path, List.of(new Given.OfPath(Paths.of(path))));
    }

    private static @Nullable Refusal missing(List<String> paths) {
        return paths.stream()
                .filter(path -> !Paths.exists(Paths.fromUri(path)))
                .findFirst()
                .map(path -> new Refusal("There is no file '" + path + "'.", Exit.NOTHING_READ))
                .orElse(null);
    }

    private Output show(String name, @Nullable Format format) {
        var baseline = Baselines.find(store, name);
        var runs = new Comparisons(advisor).runs(baseline);
        return page(BaselinePages.show(baseline, runs), BaselinePages.showJson(baseline, runs), format);
    }

    private Output delete(String name, @Nullable Format format) {
        int versions = Baselines.delete(store, name);
        return page(BaselinePages.deleted(name, versions), BaselinePages.deletedJson(name, versions), format);
    }

    /** The new run against the case, or against a baseline; the plan of the case goes on with it. */
    Turn validate(Session session, List<String> words, @Nullable Format format, Progress progress) {
        var asked = Asked.of(words);
        var before = session.result();
        boolean alone = asked.baseline.isEmpty() && session.current().attached().isEmpty();
        if (asked.paths.isEmpty() || alone) {
            return new Turn(
                    session,
                    new Refusal(
                            alone
                                    ? "There is nothing to hold it against: attach the evidence of before the change first,"
                                            + " or say --baseline NAME."
                                    : "Name the run after the change: validate PATH..."));
        }
        var missing = missing(asked.paths);
        if (missing != null) {
            return new Turn(session, missing);
        }
        try {
            var base = base(session, asked.baseline);
            new Validations(advisor).check(asked.criteria);
            var given = asked.paths.stream()
                    .map(path -> (Given) new Given.OfPath(Paths.of(path)))
                    .toList();
            var validations = new Validations(advisor);
            var after = validations.runs(session.current().problem(), given, progress);
            if (after.stream().allMatch(run -> run.result().nothingRead())) {
                return new Turn(
                        session, new Refusal("Nothing of the run after the change could be read.", Exit.NOTHING_READ));
            }
            var validation = validations.validate(after, asked.criteria, base);
            var next = before == null
                    ? session
                    : session.with(session.current().carryingOn(Validations.carriedOn(before, validation)));
            return new Turn(
                    next,
                    new Page(
                            ValidationReport.of(validation),
                            ValidationReport.json(validation),
                            true,
                            format,
                            Exit.DONE));
        } catch (NoSuchBaselineException | NoCriterionException e) {
            return new Turn(session, new Refusal(String.valueOf(e.getMessage())));
        }
    }

    private List<Run> base(Session session, String baseline) {
        if (!baseline.isEmpty()) {
            return new Baselines(advisor, store).runs(baseline);
        }
        var result = session.result();
        var comparisons = new Comparisons(advisor);
        return List.of(
                result == null
                        ? comparisons.run("before", session.current().evidence())
                        : comparisons.run("before", result));
    }

    /** {@code PATH... [--criteria TEXT] [--baseline NAME]}. */
    private record Asked(List<String> paths, String criteria, String baseline) {

        static Asked of(List<String> words) {
            var paths = new ArrayList<String>();
            var criteria = "";
            var baseline = "";
            for (int i = 0; i < words.size(); i++) {
                var next = i + 1 < words.size() ? words.get(i + 1) : "";
                switch (words.get(i)) {
                    case "--criteria" -> {
                        criteria = next;
                        i++;
                    }
                    case "--baseline" -> {
                        baseline = next;
                        i++;
                    }
                    default -> paths.add(words.get(i));
                }
            }
            return new Asked(List.copyOf(paths), criteria, baseline);
        }
    }
}
