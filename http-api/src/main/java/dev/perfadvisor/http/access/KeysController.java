package dev.perfadvisor.http.access;

import dev.perfadvisor.engine.store.ApiKey;
import dev.perfadvisor.engine.store.jdbc.ApiKeys;
import dev.perfadvisor.http.Paging;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.cases.Keys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/keys}: keys of callers, for those with the scope {@code admin}. */
@RestController
@Tag(name = "keys")
class KeysController {

    private static final int MOST_CHARS = Scopes.MOST_OWNER;

    private final ApiKeys keys;

    KeysController(ApiKeys keys) {
        this.keys = keys;
    }

    /** What a new key stands for. */
    @Schema(name = "NewKey")
    record NewKey(
            @Schema(description = "Whom it stands for", example = "team-checkout") @Nullable String owner,

            @Schema(example = "[\"read\", \"write\"]") @Nullable Set<String> scopes) {}

    /** A key without its text; {@code revokedAt} is null while it is good. */
    @Schema(name = "Key")
    record KeyView(
            @Schema(example = "01kax2q8c3m5n7p9r1t3v5w7x9") String id,
            @Schema(example = "team-checkout") String owner,
            @Schema(example = "[\"read\", \"write\"]") Set<String> scopes,
            Instant createdAt,
            @Nullable Instant revokedAt) {

        static KeyView of(ApiKey key) {
            return new KeyView(key.id(), key.owner(), key.scopes(), key.createdAt(), key.revokedAt());
        }
    }

    /** A new key; its text is told this once. */
    @Schema(name = "MadeKey")
    record MadeKey(
            @Schema(example = "01kax2q8c3m5n7p9r1t3v5w7x9") String id,

            @Schema(description = "For the header Authorization: Bearer", example = "pa_01kax2q8c3m5n7p9r1t3v5w7x9_...")
            String key) {}

    @Operation(
            summary = "Make a key",
            description =
                    "Its text is told this once. To replace a key, make another one for the same owner and revoke the old one."
                            + " With the header Idempotency-Key a key is made once; when it is sent again, the answer is 409, as the"
                            + " text is kept nowhere.")
    @ApiResponse(responseCode = "201", description = "The key")
    @PostMapping(path = "/api/v1/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MadeKey> make(
            Caller caller,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestBody NewKey wanted) {
        var owner = wanted.owner() == null ? "" : wanted.owner().strip();
        var scopes = wanted.scopes() == null ? Scopes.USUAL : wanted.scopes();
        if (owner.isEmpty() || owner.length() > MOST_CHARS || !Scopes.ALL.containsAll(scopes) || scopes.isEmpty()) {
            throw Problems.problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-key",
                    "Bad key",
                    "A key wants an owner of 1 to " + MOST_CHARS + " characters, and scopes of " + Scopes.ALL + ".");
        }
        var once = Keys.once(caller, key, "POST keys " + new TreeSet<>(scopes) + " " + owner);
        var made = keys.make(owner, scopes, once);
        if (made.text().isEmpty()) {
            throw Problems.problem(
                    HttpStatus.CONFLICT,
                    "key-told-before",
                    "Key told before",
                    "This Idempotency-Key has made the key " + made.id()
                            + ", whose text was told then; revoke it and make another one, where the text is lost.");
        }
        return ResponseEntity.created(URI.create("/api/v1/keys/" + made.id()))
                .body(new MadeKey(made.id(), made.text()));
    }

    @Operation(
            summary = "All keys, the latest first, without their texts",
            description = "When there are more of them, the header Link says where the next ones are.")
    @GetMapping(path = "/api/v1/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<KeyView>> list(
            @Parameter(description = "Most keys in the answer, 1 to 1000") @RequestParam(defaultValue = "1000")
                    int limit,
            @Parameter(description = "Id of the last key of the page before") @RequestParam(defaultValue = "")
                    String after) {
        Paging.check(limit, Paging.ALL);
        var page = Paging.page(keys.list(after, limit + 1), limit, "/api/v1/keys", ApiKey::id);
        return ResponseEntity.ok()
                .headers(page.links())
                .body(page.items().stream().map(KeyView::of).toList());
    }

    @Operation(summary = "Revoke a key", description = "It is no longer good when the answer comes.")
    @ApiResponse(responseCode = "204", description = "It is revoked")
    @DeleteMapping("/api/v1/keys/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id) {
        if (!keys.revoke(id)) {
            throw Problems.problem(
                    HttpStatus.NOT_FOUND, "unknown-key", "Unknown key", "There is no good key '" + id + "'.");
        }
        return ResponseEntity.noContent().build();
    }
}
