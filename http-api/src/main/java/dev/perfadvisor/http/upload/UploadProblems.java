package dev.perfadvisor.http.upload;

import dev.perfadvisor.http.Problems;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What can be wrong with an upload. */
final class UploadProblems {

    private UploadProblems() {}

    static ErrorResponseException tooLarge(long most) {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "artifact-too-large",
                "Artifact too large",
                "An artifact takes " + Amounts.bytes(most)
                        + "; compress it, or hand in its facts, which advisor facts writes.");
    }

    static ErrorResponseException quota(long used, long most) {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "quota-exceeded",
                "Quota exceeded",
                "Your artifacts take " + Amounts.bytes(used) + " of " + Amounts.bytes(most)
                        + ", which leaves no room for this one; delete cases or artifacts that are no longer needed.");
    }

    static ErrorResponseException tooMany(int most) {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-many-artifacts",
                "Too many artifacts",
                "A case takes " + most + " artifacts; put small files into one archive, or make another case.");
    }

    static ErrorResponseException busy(int most) {
        var problem = Problems.problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-uploads",
                "Too many uploads",
                "You have " + most + " uploads under way, which is as many as may be; finish or delete one of them.");
        problem.getHeaders().set("Retry-After", "5");
        return problem;
    }

    static ErrorResponseException slow() {
        return Problems.problem(
                HttpStatus.REQUEST_TIMEOUT,
                "upload-too-slow",
                "Upload too slow",
                "The body came so slowly that the upload was ended; a resumable one can go on where it was.");
    }

    static ErrorResponseException cut(long came, long announced) {
        return Problems.problem(
                HttpStatus.BAD_REQUEST,
                "upload-cut",
                "Upload cut",
                "Of " + announced + " bytes " + came + " came; send it again, or go on with a resumable upload.");
    }

    /** Takes bytes to disk. */
    @FunctionalInterface
    interface Writer {
        void write(byte[] bytes, int from, int length) throws IOException;
    }

    /** Writes bytes, and says so when the disk is full. */
    static void orNoSpace(byte[] bytes, int length, Writer to) throws IOException {
        try {
            to.write(bytes, 0, length);
        } catch (FileSystemException e) {
            throw noSpace();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw noSpace();
            }
            throw e;
        }
    }

    static ErrorResponseException gone() {
        return Problems.problem(
                HttpStatus.GONE,
                "upload-gone",
                "Upload gone",
                "The upload was given up, or its case deleted; begin anew where it is still wanted.");
    }

    static ErrorResponseException noSpace() {
        return Problems.problem(
                HttpStatus.INSUFFICIENT_STORAGE,
                "no-space",
                "No space",
                "The disk of the server is full; whoever runs it has to make room.");
    }

    static ErrorResponseException unknown(String what, String id) {
        return Problems.problem(
                HttpStatus.NOT_FOUND,
                "unknown-" + what,
                "Unknown " + what,
                "There is no " + what + " '" + id + "' in this case.");
    }

    static ErrorResponseException offset(long here) {
        var problem = Problems.problem(
                HttpStatus.CONFLICT,
                "wrong-offset",
                "Wrong offset",
                "The upload goes on at " + here + "; send the header Upload-Offset with it, and the bytes from there.");
        problem.getHeaders().set(UploadsController.OFFSET, String.valueOf(here));
        return problem;
    }

    static ErrorResponseException name() {
        return Problems.problem(
                HttpStatus.BAD_REQUEST,
                "no-name",
                "No name",
                "Say how the artifact is called: as the end of the address, in the parameter name, or in"
                        + " Content-Disposition.");
    }

    static ErrorResponseException part(String name) {
        return Problems.problem(
                HttpStatus.BAD_REQUEST,
                "unknown-part",
                "Unknown part",
                "There is no part '" + name + "': artifacts go into parts named files.");
    }
}
