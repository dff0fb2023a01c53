package dev.perfadvisor.http.assistant;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.cases.CaseDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/models}: the cases of the caller, as clients of chats ask for what they can talk to. */
@RestController
@Tag(name = "chat")
class ChatModelsController {

    /** A list to choose from; of more cases, the ids are known to whoever wants to talk to them. */
    private static final int MOST = 200;

    private final ServedCases cases;
    private final CaseDesk desk;

    ChatModelsController(ServedCases cases, CaseDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    /** A case as a model. */
    @Schema(name = "ChatModel")
    record ChatModel(
            @Schema(description = "Id of the case", example = "01kax2q8c3m5n7p9r1t3v5w7x9")
            String id,

            @Schema(example = "model") String object,

            @Schema(description = "Seconds since 1970", example = "1764111600")
            long created,

            @Schema(example = "performance-advisor") @JsonProperty("owned_by")
            String ownedBy,

            @Schema(description = "What the case is called", example = "checkout takes 3 s")
            String name) {

        static ChatModel of(ServedCase kept) {
            return new ChatModel(
                    kept.id(), "model", kept.createdAt().getEpochSecond(), "performance-advisor", kept.title());
        }
    }

    /** All that one can talk to. */
    @Schema(name = "ChatModels")
    record ChatModels(@Schema(example = "list") String object, List<ChatModel> data) {}

    @Operation(summary = "Your latest cases as models of the OpenAI API, 200 at most")
    @GetMapping(path = "/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
    ChatModels list(Caller caller) {
        return new ChatModels(
                "list",
                cases.list(caller.owner(), "", MOST).stream().map(ChatModel::of).toList());
    }

    @Operation(summary = "One case as a model of the OpenAI API")
    @GetMapping(path = "/v1/models/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ChatModel get(Caller caller, @PathVariable String id) {
        return ChatModel.of(desk.find(caller, id));
    }
}
