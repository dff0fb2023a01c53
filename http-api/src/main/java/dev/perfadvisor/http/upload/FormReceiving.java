package dev.perfadvisor.http.upload;

import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.Upload;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts.SameName;
import dev.perfadvisor.http.cases.Keys;
import dev.perfadvisor.http.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the files of a form in, of which each is an artifact. A form with a key that broke off, or was refused in its middle, may
 * be sent again: what was taken of it is not taken twice.
 */
@Component
class FormReceiving {

    private final Receiving receiving;
    private final ServedArtifacts artifacts;
    private final Settings.Uploads limits;

    FormReceiving(Receiving receiving, ServedArtifacts artifacts, Settings settings) {
        this.receiving = receiving;
        this.artifacts = artifacts;
        this.limits = settings.upload();
    }

    /** @param files name of the parts */
    List<Once.Made> receive(ServedCase kept, HttpServletRequest request, String files, @Nullable Once once)
            throws IOException {
        boolean again = once != null && artifacts.isKnown(once);
        if (!again) {
            receiving.expect(kept, request.getContentLengthLong() - Form.overhead(limits));
        }
        var made = new ArrayList<Once.Made>();
        Form.read(request, limits, part -> {
            if (!part.isFileOf(files)) {
                throw UploadProblems.part(part.name());
            }
            var name = Names.clean(String.valueOf(part.fileName()));
            if (name.isEmpty()) {
                throw UploadProblems.name();
            }
            var one = once == null ? null : Keys.part(once, made.size(), name);
            if (again && one != null && !artifacts.isKnown(one)) {
                throw new Once.ReusedException();
            }
            var body = new Receiving.Body(name, Upload.UNKNOWN, part.body());
            made.add(receiving.receive(kept, body, SameName.KEEP, one));
        });
        if (once != null) {
            artifacts.complete(Keys.with(once, String.valueOf(made.size())));
        }
        return made;
    }
}
