package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Profile;
import dev.perfadvisor.engine.render.Document.Bars;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.ArrayList;
import java.util.List;

/** Lays a profile out: what it is, how it went over time, the ranked rows, and the first rows in full. */
final class ProfileSection {

    /** Those that are shown at once; they mostly hold nearly all of the time. */
    private static final int OPEN = 3;

    /** Characters; generated statements can have thousands of columns or values. */
    private static final int LONGEST_STATEMENT = 4000;

    private static final int LONGEST_PLAN = 16_000;

    private ProfileSection() {}

    static List<Block> of(Profile profile, String id) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(1, profile.title(), id));
        blocks.add(new Paragraph(profile.summary()));
        profile.series().forEach(series -> blocks.add(new Bars(series.values(), caption(series))));
        blocks.add(new Table(
                profile.header(),
                profile.rows(),
                profile.right(),
                profile.details().stream().map(detail -> id + "-" + detail.id()).toList()));
        var rest = new ArrayList<Block>();
        for (var detail : profile.details()) {
            var details = rank(profile, detail) < OPEN ? blocks : rest;
            details.add(new Heading(2, Places.cut(detail.title()), "statement-" + detail.id()));
            details.add(new Items(detail.figures().stream()
                    .map(figure -> new Item(Mark.BULLET, Places.times(figure), ""))
                    .toList()));
            var example = detail.example().isEmpty() ? fullTitle(detail) : detail.example();
            if (!example.isEmpty()) {
                details.add(new Code("sql", Places.cut(example, LONGEST_STATEMENT)));
            }
            if (!detail.plan().isEmpty()) {
                details.add(new Paragraph("A plan as it was logged:"));
                details.add(new Code(Code.LAID_OUT, Places.cut(detail.plan(), LONGEST_PLAN)));
            }
        }
        if (!rest.isEmpty()) {
            blocks.add(new Folded((profile.details().size() - OPEN) + " more statements in full", rest));
        }
        return blocks;
    }

    /** What a heading has no room for, without the rank: {@code 3. select id from orders}. */
    private static String fullTitle(Profile.Detail detail) {
        return Places.cut(detail.title()).equals(detail.title())
                ? ""
                : detail.title().replaceFirst("^\\d+\\. ", "");
    }

    private static int rank(Profile profile, Profile.Detail detail) {
        return profile.details().indexOf(detail);
    }

    private static String caption(Profile.Series series) {
        long most = series.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return series.name() + ", from " + Places.time(series.from())
                + ", " + Figures.seconds(series.step().toMillis() / 1000.0) + " a bar, at most "
                + Figures.plain((double) most) + " in one";
    }
}
