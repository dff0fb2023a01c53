package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.conversation.Intent.Unanswered.Sort;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a message is put: what asks or orders tells nothing of a problem. Texts are in lower case. */
final class Phrasing {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+|\\R+");

    private static final String OPENING =
            "^(?:(?:and|so|but|ok|okay|well|hm+|please|hey|then|sorry|hi|hello|now)\\b[,. ]*)*";

    private static final Pattern ASKS = Pattern.compile(OPENING
            + "(?:which|who|whose|how|is|isn't|are|aren't|was|were|can|could|do you|do we|do i|does|did|will|would|should|shall|may|might"
            + "|am i|what(?! (?:we|i|users|people|customers|they|happens)\\b)|why)\\b.*|.*\\?[ .!)]*$");

    private static final Pattern ORDERS = Pattern.compile(OPENING
            + "(?:export|save|open|print|show|explain|summari[sz]e|list|help|run|start|stop|delete|remove|close|attach|load|read|write"
            + "|send|mail|translate|tell|give|make|draw|create|repeat|continue|go on|let me|compare|validate|check|test|undo|redo|reset"
            + "|clear|quit|exit|find|search|calculate|describe|detail|elaborate|rephrase|shorten)\\b.*");

    /** Says that something is wrong, also where the first word is that of an order: "export takes minutes". */
    private static final Pattern TROUBLE =
            Pattern.compile("\\b(?:slow\\w*|sluggish|lag(?:s|gy)?|hangs?|hanging|stuck|freezes?|frozen|times? out"
                    + "|timed out|timeouts?|errors?|fails?|failing|failed|crash\\w*|takes|took|taking|too (?:long|many|much|high|low)|high|full"
                    + "|exhausted|increas\\w+|grows?|growing|spikes?|drops?|since)\\b");

    /** From the root, the home or here, with an ending or with three steps and more. */
    private static final Pattern PATH =
            Pattern.compile("^[\"']?(?:~|\\.{1,2})?/\\S.*\\.\\w{1,8}[\"']?$|^[\"']?(?:~|\\.{1,2})/\\S+[\"']?$"
                    + "|^(?:attach|export|open|read|load|save|compare|validate)\\b.* [\"']?(?:~|\\.{1,2})?/\\S+.*");

    private static final Pattern TAKES_BACK =
            Pattern.compile("^(?:(?:please|ok|okay|sorry|no|oops|well|ah|oh)\\b[,.! ]*)*"
                    + "(?:(?:(?:can|could) (?:i|we|you) )?undo(?: (?:it|that|this|the last\\b.*|my last\\b.*|what i (?:just )?said))?"
                    + "|(?:i (?:want to |would like to )?)?take (?:(?:it|that|this|the last\\b.*|what i (?:just )?said) back|back\\b.*)"
                    + "|(?:forget|ignore|scratch|strike|drop|unsay|discard|disregard|withdraw|delete|remove|revert)"
                    + " (?:it|that|this|(?:my|the) (?:last|previous)\\b.*|what i (?:just )?said\\b.*)"
                    + "|i (?:did not|didn't) (?:mean|want to say) (?:that|it|this)|never ?mind)[ .!?]*$");

    /** Tells what was done since: "we raised the pool to 20". */
    private static final Pattern CHANGE = Pattern.compile(
            OPENING
                    + "(?:(?:yes|no|actually|yesterday|today|meanwhile|since then)\\b[,. ]*)*(?:we|i)(?:'ve| have)? (?:also |already |just |now |then )*"
                    + "(?:tried (?:to )?|raised?|increased?|doubled|lowered|reduced?|set|changed|moved|switched|upgraded|updated|added|removed|restarted"
                    + "|enabled|disabled|turned (?:on|off)|created|built|dropped|deployed|rolled back|fixed|applied|installed|replaced|rewrote|scaled)\\b.*");

    /** Words that sentences in other languages have, and that are none in English. */
    private static final Set<String> FOREIGN = Set.of(
            "ist",
            "es",
            "wie",
            "warum",
            "ich",
            "nicht",
            "und",
            "geht",
            "gehts",
            "langsam",
            "das",
            "der",
            "wir",
            "wieso",
            "kann",
            "sind",
            "est",
            "le",
            "les",
            "pourquoi",
            "comment",
            "lent",
            "c'est",
            "il",
            "une",
            "nous",
            "je",
            "quoi",
            "bonjour",
            "que",
            "por",
            "el",
            "los",
            "qué",
            "lento",
            "porque",
            "cuál",
            "hola",
            "perché",
            "non",
            "lenta",
            "sono",
            "ciao",
            "é",
            "não",
            "isso",
            "waarom",
            "het",
            "niet",
            "een",
            "hoe",
            "jest",
            "dlaczego",
            "nie",
            "ja",
            "og",
            "och",
            "hvorfor",
            "varför");

    private static final Set<String> ENGLISH = Set.of(
            "the", "is", "it", "what", "why", "how", "of", "to", "and", "my", "our", "we", "i", "not", "do", "does",
            "are", "this", "that", "you");

    private Phrasing() {}

    /** Whether a message is in another language, or in another script. */
    static boolean isForeign(String message) {
        var words = List.of(message.toLowerCase(Locale.ROOT).split("[^\\p{L}']+"));
        if (words.stream().anyMatch(ENGLISH::contains)) {
            return false;
        }
        return words.stream().anyMatch(FOREIGN::contains)
                || message.codePoints().anyMatch(c -> c > 0x7f && Character.isLetter(c));
    }

    static Stream<String> sentences(String message) {
        return SENTENCE_END.splitAsStream(message);
    }

    /** Whether it tells of a change that was made. */
    static boolean tellsChange(String text) {
        return sentences(text)
                .anyMatch(sentence -> CHANGE.matcher(sentence.strip()).matches());
    }

    /** Whether it takes back what was told last. */
    static boolean takesBack(String text) {
        return TAKES_BACK.matcher(text).matches();
    }

    /** What a message is that tells nothing; none when a sentence of it may tell something. */
    static Optional<Sort> unanswered(String text) {
        var sentence = text.strip();
        if (PATH.matcher(sentence).matches() && !TROUBLE.matcher(sentence).find()) {
            return Optional.of(Sort.PATH);
        }
        if (!telling(sentence).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ASKS.matcher(sentence).matches() ? Sort.QUESTION : Sort.COMMAND);
    }

    /** The sentences of a message that may tell something: those that neither ask nor order. */
    static String telling(String message) {
        return sentences(message)
                .filter(sentence ->
                        !asksOrOrders(sentence.toLowerCase(Locale.ROOT).strip()))
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static boolean asksOrOrders(String sentence) {
        boolean orders =
                ORDERS.matcher(sentence).matches() && !TROUBLE.matcher(sentence).find();
        return orders || ASKS.matcher(sentence).matches();
    }
}
