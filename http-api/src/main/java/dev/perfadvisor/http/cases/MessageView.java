package dev.perfadvisor.http.cases;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perfadvisor.engine.store.Message;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message as clients see it. */
@Schema(name = "Message")
record MessageView(
        @Schema(example = "2") long number,
        Instant saidAt,

        @Schema(
                allowableValues = {"user", "advisor"},
                example = "advisor")
        String speaker,

        @Schema(description = "The user's words, or Markdown of the advisor's")
        String text,

        @Schema(
                description = "The advisor's answer for programs, as advisor.reply/1; null for the user",
                type = "object")
        @JsonRawValue
        @Nullable String reply) {

    static MessageView of(Message message) {
        return new MessageView(
                message.number(),
                message.saidAt(),
                message.speaker(),
                message.text(),
                message.reply().isEmpty() ? null : message.reply());
    }
}
