package dev.perfadvisor.engine.model;

import java.util.List;

/** Facts that can be drawn. */
public interface Charted {

    /** What there is to draw, none when too little is known. */
    List<Exhibit> exhibits();

    /**
     * A chart with what is needed to read it.
     *
     * @param id stable, can be linked to
     * @param title what it shows
     * @param caption how to read it and what it leaves out; may be empty
     */
    record Exhibit(String id, String title, String caption, Chart chart) {}
}
